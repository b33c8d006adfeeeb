/** What is known of one fingerprint: plain data, as `--json` prints it. */
import type { CheckFinding } from '../../model/check.ts';
import type { Defect } from '../../model/defect.ts';
import type { DriftFinding } from '../../model/drift.ts';
import type { Finding } from '../../model/result.ts';

export interface Place {
  case: string;
  step: string;
}

interface InRun {
  run: string;
  at: string;
  /** Newer runs, the newest first, that do not have it, and whether they compared its route. */
  newer: { run: string; compared: boolean }[];
  /** The first of the stored runs, without a break, that had its defect. Absent of what is no defect. */
  since?: { run: string; at: string };
  /** How to run the case again that shows it best. */
  again: string;
  accept: string;
}

/** Of a stored run: a finding, wherever it shows. */
export interface FoundFinding extends InRun {
  of: 'finding';
  fingerprint: string;
  finding: Finding;
  places: Place[];
  pages: string[];
  defect?: Defect;
}

/** Of a stored run: a cause. */
export interface FoundDefect extends InRun {
  of: 'defect';
  fingerprint: string;
  defect: Defect;
  /** The finding that shows it in its smallest case. */
  finding?: Finding;
}

/** Of the newest check of the declared routes. */
export interface FoundCheck {
  of: 'check';
  fingerprint: string;
  at: string;
  source: string;
  again: string;
  accept: string;
  finding: CheckFinding;
  /** Why it fails nothing. */
  idle?: 'dead' | 'alike';
  next: string;
}

/** Of the newest comparison of the client's sources. */
export interface FoundClient {
  of: 'client';
  fingerprint: string;
  at: string;
  again: string;
  accept: string;
  finding: DriftFinding;
  idle?: 'dead';
  next: string;
}

export type Found = FoundFinding | FoundDefect | FoundCheck | FoundClient;
