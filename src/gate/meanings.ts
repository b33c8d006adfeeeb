/** What a reason and a decision of the gate mean, and what to do next. */
import type { Meaning } from '../model/meanings.ts';
import type { Decision } from './decide.ts';
import type { GateCode } from './reasons.ts';

export const DECISION_MEANINGS: Record<Decision['decision'], Meaning> = {
  flip: { means: 'Nothing speaks against the switch of this route.', next: 'npx parity flip ROUTE switches it.' },
  hold: {
    means: 'Something is known that the person at the client would notice, or that has to come first.',
    next: 'Mend or accept the reasons below it, and run again.',
  },
  'not-enough-evidence': {
    means: 'Nothing bad is known, and too little is known.',
    next: 'Run what the command below it says: mostly a live run.',
  },
  'not-up': { means: 'The route is not one that is switched now.', next: 'Nothing.' },
};

const MEND = 'Mend it, or accept it with npx parity accept FINGERPRINT, and run again.';

export const GATE_MEANINGS: Record<GateCode, Meaning> = {
  finding: { means: 'A stored run has a finding of a class that the policy (closes) holds for.', next: MEND },
  declared: { means: 'The newest check of the declared routes says that the call always breaks.', next: MEND },
  'rule-not-applied': {
    means: 'A declared rule should have applied and did not.',
    next: 'Mend the candidate or the rule, and run again.',
  },
  incomparable: {
    means: 'A step could not be compared, and the policy (closes) holds for that.',
    next: 'Remove the cause that the reason names, and run again.',
  },
  slower: {
    means: 'Paired samples show that the candidate is slower than the policy (latency) allows.',
    next: 'Make it faster, or widen the tolerance in parity.config.json, and sample again.',
  },
  page: { means: 'Another call of the same page is breaking.', next: 'Mend that call first. A page goes as a whole.' },
  order: {
    means: 'Routes of an earlier phase are not switched yet.',
    next: 'Flip those first, or set phaseOrder to false.',
  },
  'cross-read': {
    means: 'One side cannot read, or shows otherwise, what the other wrote.',
    next: 'Mend what the write leaves or how the read takes it, and run live again.',
  },
  'no-run': {
    means: 'No stored run called the route.',
    next: 'Run a suite that has it. npx parity routes shows its cases.',
  },
  stale: { means: 'All evidence is older than the policy (maxAgeDays) allows.', next: 'Run it live again.' },
  'recorded-only': {
    means: 'All evidence comes from recordings, which say nothing about what is deployed.',
    next: 'Run it against two live backends.',
  },
  'one-backend': {
    means: 'Both addresses lead to one backend.',
    next: 'Give the address of the other backend, and run again.',
  },
  'live-runs': {
    means: 'There are fewer live runs than the policy (minLiveRuns) asks for.',
    next: 'Run it live again.',
  },
  version: {
    means: 'The live runs were against other versions than the deployed ones.',
    next: 'Run it live against the deployed versions.',
  },
  cases: { means: 'Fewer cases called the route than the policy (minCases) asks for.', next: 'Record more cases.' },
  coverage: {
    means: 'The cases exercise less of the route than the policy (leastCoverage) asks for.',
    next: 'npx parity cover --missing lists the recordings to make.',
  },
  'client-differs': {
    means: 'The suite does not read the answer as the sources of the client do.',
    next: 'Mend the suite, and run again.',
  },
  'client-changed': {
    means: 'The client sends or decodes the call otherwise since the evidence was made.',
    next: 'Bring suite and cases up to date, and run live again.',
  },
  weak: {
    means: 'Each step of the evidence failed on both sides or showed nothing.',
    next: 'Record a case in which the call works, and run it live.',
  },
  documents: {
    means: 'No live run compared the documents that the write leaves.',
    next: 'Run live with Firestore.',
  },
  'not-compared': {
    means: 'Each run has a step of the route that could not be compared.',
    next: 'Remove the cause that the reason names, and run again.',
  },
  'cross-reads-not-compared': {
    means: 'No read of what the other side wrote could be compared.',
    next: 'Run live with Firestore, and look why the reads fail.',
  },
  dead: { means: 'No part of the client makes the call.', next: 'Nothing. The route need not be switched.' },
  'stays-on-rust': { means: 'The phase of the route is not one that is switched in phase 1.', next: 'Nothing.' },
};
