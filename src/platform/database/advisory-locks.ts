/**
 * Keys of Postgres' advisory locks, all in one place: two that are alike would make strangers wait for each other. Locks on
 * a thing of which there are many (a credit code) take a hash of its name and stand where they are taken.
 */
export const ADVISORY_LOCKS = {
  /** A process that migrates, so that two which start together do it one after the other. */
  migration: 4_770_021,
  /** Who chains an entry of the audit log to the one before it: the chain is one line over all processes. */
  auditChain: 4_770_022,
  /** Writers of one search document. The first half of a pair; the second is a hash of the document's id. */
  searchDocument: 4_770_023,
  /** Who counts how often terms occur. */
  termCount: 4_770_024,
  /** Who sends search documents on to the search server. */
  searchMirror: 4_770_025,
  /** Who packs postings. */
  searchPacking: 4_770_027,
  /** Who brings the vocabulary of the search box in line with the index. */
  vocabulary: 4_770_029,
  /** Who brings the code lists to the version of their files. */
  codeLists: 4_770_031,
  /** The process that uses an embedded cluster, for as long as it lives. */
  clusterLease: 20_261_123,
} as const;
