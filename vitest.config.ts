import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A process for every file costs a third of the time; no test leaves anything behind that another would see.
    pool: 'threads',
    isolate: false,
    // Many tests wait for a backend: three keep two cores busy.
    maxWorkers: 3,
  },
});
