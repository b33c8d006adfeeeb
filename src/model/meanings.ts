/** What a verdict, a reason or a note means, and what to do next: the sentences of `parity explain` and of the pages in docs/. */
import type { ReasonCode } from './reasons.ts';
import type { DIFFERENCES, Note, Verdict } from './result.ts';

export interface Meaning {
  /** One sentence or two. */
  means: string;
  /** What a person does then. */
  next: string;
}

export const VERDICT_MEANINGS: Record<Verdict, Meaning> = {
  breaking: {
    means:
      'The call works on one side and fails on the other: by its status, or by a body that the client cannot decode.',
    next: 'Mend the side that fails, and run the case again. The gate holds the route.',
  },
  differs: {
    means:
      'The client decodes both answers and sees other values, or another order in a place where it shows the order.',
    next: 'Compare the two values. Mend the candidate, or accept the difference with a reason and an end.',
  },
  state: {
    means:
      'The answers look the same to the client. The documents left behind differ in a way that a later read can show.',
    next: 'Look at the document and its field, and mend what the write leaves there.',
  },
  error: {
    means:
      'Infrastructure: no connection, a time-out, a refused token, a world that could not be written. It says nothing about the backends.',
    next: 'Mend the set-up (npx parity doctor looks at it), and run again.',
  },
  inconclusive: {
    means:
      'The step could not be compared: nothing to send it with, both sides wrong in a way that proves nothing, documents that nobody compared.',
    next: 'Read the reason beside it (npx parity explain CODE). Such a run does not open the gate.',
  },
  intended: {
    means:
      'Different exactly as a declared rule computes it, or as an entry of the ledger expects. Anything else than that is a finding.',
    next: 'Nothing. The gate lets it pass. An entry of the ledger has to be renewed before its last day.',
  },
  equal: {
    means:
      'No finding: the client sees the same, and the documents that were compared are the same. Two failures are equal too, as weak evidence.',
    next: 'Nothing. Only a live run can open the gate.',
  },
};

export const STEP_MEANINGS: Record<ReasonCode, Meaning> = {
  transport: {
    means:
      'No answer that can be used came: refused, timed out, broken off, not what was recorded, not to be unpacked.',
    next: 'Look whether the side runs at its address and at its log; raise --timeout for a slow one. Then run again.',
  },
  'not-sent': {
    means: 'Nothing was sent: an earlier step left nothing to send it with, or it must not go out.',
    next: 'Mend the earlier step, allow what is held back (--destructive, --allow-route, --provides), or record the side that lacks the step.',
  },
  'own-token': {
    means: 'Both sides refuse the token of the user.',
    next: 'Set a new PARITY_ID_TOKEN of the project that both sides use, or let parity sign in.',
  },
  'accidental-429': {
    means: 'One side limits the number of requests, and the case is not about limits.',
    next: 'Wait and run again, with a lower limits.requestsPerSecond in parity.config.json or as a user with a higher limit.',
  },
  clock: {
    means: 'One side calls a request too old that was just sent.',
    next: 'Set the clock of this machine, or of the side, and run again.',
  },
  'both-fail': {
    means: 'Both sides fail where the recording succeeded: that proves nothing about either.',
    next: 'Look at what stands before both sides: Firestore, the user, a service that both call. Then run again.',
  },
  'other-kind': {
    means:
      'Neither side answers in the kind that was recorded: a login page, an empty body, a status of another class.',
    next: 'Ask the address with curl: a proxy or a login page may stand before it. Then run again.',
  },
  'redirect-not-followed': {
    means: 'The recording ends at a redirect, which the client follows, and the answer behind it was not recorded.',
    next: 'Record the case again with a recorder that follows redirects.',
  },
  'documents-not-compared': {
    means: 'The answers of the write were compared, and what it left in the documents was not.',
    next: 'Run live with Firestore (FIRESTORE_EMULATOR_HOST or a service account), or record with it.',
  },
  'world-unknown': {
    means: 'A rule asks which documents were there, and the case does not say.',
    next: 'Record the case with access to Firestore, or give an import its documents with --world.',
  },
  noise: {
    means: 'The value changes by itself on both sides when a case is repeated.',
    next: 'Nothing for the route. If the client does not look at the value, say so in the decoder of the suite.',
  },
  cached: {
    means: 'A side answered from its own memory: the difference was gone when it was asked again.',
    next: 'Declare in the route (cache) how long the side keeps the answer, and run again.',
  },
  broken: {
    means: 'Parity itself could not judge the step.',
    next: 'Report it as a defect of parity, with the case. PARITY_DEBUG=1 prints where it happened.',
  },
};

export const NOTE_MEANINGS: Record<Note['kind'], Meaning> = {
  'rule-not-applied': {
    means: 'A declared rule should have applied, and the answer is not what the rule computes.',
    next: 'Mend the candidate or the rule. The gate holds the route as long as the note is there.',
  },
  'weak-evidence': {
    means: 'The step proves little: both sides failed, or neither showed what is there.',
    next: 'Record a case in which the call works and shows something.',
  },
  'duplicate-key': {
    means: 'A body has one key twice with unlike values. Decoders keep one of them.',
    next: 'Mend the side that writes the key twice.',
  },
  'key-collision': {
    means: 'Two elements of a list have the same key on both sides, so they were compared by position.',
    next: 'Look whether the suite declares the right key for the list.',
  },
  wire: {
    means: 'Something differs that the client cannot see: a header, an extra key, the text of an error.',
    next: 'Nothing. It is never part of a verdict.',
  },
  noise: {
    means: 'A value changes by itself on both sides when the case is repeated.',
    next: 'Write the rule that the note proposes, if the client does not look at the value.',
  },
  redirect: {
    means: 'A side answered with a redirect that was followed as the client follows it.',
    next: 'Nothing, if the redirect is meant. It costs the client a second request.',
  },
  redis: {
    means: 'The route keeps state in Redis, and Redis was not looked at.',
    next: 'Set PARITY_REDIS_URL to the Redis of the Python backend.',
  },
  'world-unknown': {
    means: 'A rule of the route asks which documents were there, and the case does not say.',
    next: 'Record the case with access to Firestore.',
  },
};

/** `difference` of a finding, `kind` of a defect. */
export const DIFFERENCE_MEANINGS: Record<(typeof DIFFERENCES)[number], Meaning> = {
  outcome: { means: 'The call works on one side only.', next: 'Look at what the side that fails says.' },
  value: { means: 'Both answers have the value, and it is another.', next: 'Compare the two values.' },
  missing: { means: 'One answer has a value or an element, and the other does not.', next: 'Look who lacks it.' },
  order: {
    means: 'The same elements stand in another order, and the client shows the order.',
    next: 'Sort as Rust does.',
  },
  key: { means: 'A key of a list is missing or used twice on one side only.', next: 'Mend the key of that side.' },
  identity: {
    means: 'An id that a side made stands for one thing here and for another thing there.',
    next: 'Look which answer or document has the wrong id.',
  },
  document: { means: 'A document exists, or is gone, on one side only.', next: 'Mend what the write leaves.' },
  field: { means: 'A field of a stored document has another value.', next: 'Mend what the write leaves there.' },
  rule: { means: 'A declared rule expects the difference.', next: 'Nothing.' },
};
