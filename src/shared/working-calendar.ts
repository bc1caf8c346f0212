/** The days of one year on which the week alone does not say whether people work. Dates are local, YYYY-MM-DD. */
interface CalendarYear {
  readonly year: number;
  /** Where the days come from. */
  readonly source: string;
  /** Days off, first and last day of each block, weekends in between included. */
  readonly holidays: readonly (readonly [first: string, last: string])[];
  /** Saturdays and Sundays on which people work instead. */
  readonly makeUpDays: readonly string[];
}

/**
 * Public holidays of mainland China as the State Council announces them each November for the year to come. A year that is
 * not here is counted by its weekends alone: add the next notice when it is out.
 */
export const WORKING_CALENDAR: readonly CalendarYear[] = [
  {
    year: 2026,
    source: '国务院办公厅关于 2026 年部分节假日安排的通知（国办发明电〔2025〕7 号）',
    holidays: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
