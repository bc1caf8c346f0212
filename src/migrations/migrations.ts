import { Foundation1764000000100 } from './1764000000100-foundation.js';
import { Identity1764000000105 } from './1764000000105-identity.js';
import { Taxonomy1764000000110 } from './1764000000110-taxonomy.js';
import { Mail1764000000120 } from './1764000000120-mail.js';
import { Files1764000000130 } from './1764000000130-files.js';
import { Enterprises1764000000150 } from './1764000000150-enterprises.js';
import { Listings1764000000160 } from './1764000000160-listings.js';
import { Moderation1764000000170 } from './1764000000170-moderation.js';
import { Matching1764000000180 } from './1764000000180-matching.js';
import { Engagements1764000000190 } from './1764000000190-engagements.js';
import { Search1764000000200 } from './1764000000200-search.js';
import { TermProfiles1764000000210 } from './1764000000210-term-profiles.js';
import { SearchMirror1764000000220 } from './1764000000220-search-mirror.js';
import { SearchBox1764000000310 } from './1764000000310-search-box.js';
import { SearchBoxRows1764000000311 } from './1764000000311-search-box-rows.js';
import { Vocabulary1764000000320 } from './1764000000320-vocabulary.js';
import { Suggestions1764000000321 } from './1764000000321-suggestions.js';
import { SearchMirrorIndexes1764000000312 } from './1764000000312-search-mirror-indexes.js';
import { SearchBlocks1764000000340 } from './1764000000340-search-blocks.js';
import { SearchWaiting1764000000342 } from './1764000000342-search-waiting.js';
import { Rematch1764000000341 } from './1764000000341-rematch.js';
import { Meaning1764000000350 } from './1764000000350-meaning.js';
import { ScoringWeights1764000000360 } from './1764000000360-scoring-weights.js';
import { TrainingRows1764000000361 } from './1764000000361-training-rows.js';
import { InvitationsIndex1764000000362 } from './1764000000362-invitations-index.js';
import { StandingSuggestions1764000000363 } from './1764000000363-standing-suggestions.js';
import { Figures1764000000380 } from './1764000000380-figures.js';
import { CountersWithoutLog1764000000390 } from './1764000000390-counters-without-log.js';
import { Tasks1764000000400 } from './1764000000400-tasks.js';
import { ImportRefusals1764000000401 } from './1764000000401-import-refusals.js';
import { SavedSearches1764000000402 } from './1764000000402-saved-searches.js';
import { TakenAway1764000000430 } from './1764000000430-taken-away.js';
import { RemovedAttachment1764000000431 } from './1764000000431-removed-attachment.js';
import { Reopening1764000000432 } from './1764000000432-reopening.js';
import { RemovedDraft1764000000433 } from './1764000000433-removed-draft.js';
import { SearchBoxCertificates1764000000375 } from './1764000000375-search-box-certificates.js';
import { EngagementStages1764000000440 } from './1764000000440-engagement-stages.js';
import { HeldDecisions1764000000434 } from './1764000000434-held-decisions.js';
import { SearchBoxChoices1764000000335 } from './1764000000335-search-box-choices.js';
import { Replaced1764000000410 } from './1764000000410-replaced.js';
import { ImportedListings1764000000412 } from './1764000000412-imported-listings.js';
import { HeldEvents1764000000459 } from './1764000000459-held-events.js';
import { EngagementUndo1764000000449 } from './1764000000449-engagement-undo.js';

/** One line of history, in the order in which it is applied. */
export const MIGRATIONS = [
  Foundation1764000000100,
  Identity1764000000105,
  Taxonomy1764000000110,
  Mail1764000000120,
  Files1764000000130,
  Enterprises1764000000150,
  Listings1764000000160,
  Moderation1764000000170,
  Matching1764000000180,
  Engagements1764000000190,
  Search1764000000200,
  TermProfiles1764000000210,
  SearchMirror1764000000220,
  SearchBox1764000000310,
  SearchBoxRows1764000000311,
  Vocabulary1764000000320,
  Suggestions1764000000321,
  SearchMirrorIndexes1764000000312,
  SearchBlocks1764000000340,
  Rematch1764000000341,
  Meaning1764000000350,
  ScoringWeights1764000000360,
  TrainingRows1764000000361,
  InvitationsIndex1764000000362,
  Figures1764000000380,
  Tasks1764000000400,
  ImportRefusals1764000000401,
  SavedSearches1764000000402,
  TakenAway1764000000430,
  RemovedAttachment1764000000431,
  CountersWithoutLog1764000000390,
  Reopening1764000000432,
  RemovedDraft1764000000433,
  SearchBoxCertificates1764000000375,
  EngagementStages1764000000440,
  SearchWaiting1764000000342,
  HeldDecisions1764000000434,
  StandingSuggestions1764000000363,
  SearchBoxChoices1764000000335,
  EngagementUndo1764000000449,
  Replaced1764000000410,
  ImportedListings1764000000412,
  HeldEvents1764000000459,
];
