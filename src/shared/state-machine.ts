/**
 * A lifecycle as data: from, to, who may, what it records and what it notifies stand in one table per lifecycle.
 * A transition that is not in the table is refused and changes nothing.
 */
interface Transition<State extends string, Command extends string, Role extends string> {
  readonly command: Command;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Role[];
  /** The event that is written with the change. Past tense, dotted; null when nobody has to know. */
  readonly event: string | null;
}

export class StateMachine<State extends string, Command extends string, Role extends string> {
  constructor(readonly transitions: readonly Transition<State, Command, Role>[]) {}

  /** The one transition for a command in a state, or undefined when the table has none. */
  find(state: State, command: Command): Transition<State, Command, Role> | undefined {
    return this.transitions.find((t) => t.command === command && t.from.includes(state));
  }

  /** What a role may do in a state, in the order of the table. */
  commands(state: State, role: Role): Command[] {
    return this.transitions.filter((t) => t.from.includes(state) && t.by.includes(role)).map((t) => t.command);
  }
}
