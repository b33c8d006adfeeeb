/** Words that stand in requests and mean something to parity itself. */

/** Stands for the user's own token in recordings. */
export const OWN_TOKEN = 'Bearer REDACTED';
/** The client's own time of sending, in epoch seconds. */
export const START_TIME = 'x-request-start-time';

/** Only stand-ins of parity's own are sent these: they tell the case and the step. */
export const CASE_HEADER = 'x-parity-case';
export const STEP_HEADER = 'x-parity-step';
/** Set on an answer that stands for "this was not recorded"; its body shows both requests. */
export const MISMATCH_HEADER = 'x-parity-mismatch';
