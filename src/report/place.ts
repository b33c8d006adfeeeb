/** Where a route stands in the suites: a file from the root of the repository, and its line from 1. */
export interface Place {
  file: string;
  line?: number | undefined;
}
