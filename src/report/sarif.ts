/** A run as SARIF 2.1.0, for code scanning: a result for each defect, on the line of the suite that names its route. */
import type { Log, Result } from 'sarif';
import type { Defect } from '../model/defect.ts';
import type { RunReport } from '../model/report.ts';
import type { FindingClass } from '../model/result.ts';
import { trafficLine, whereLine } from './defects.ts';
import { rerun } from './findings.ts';
import type { RenderOptions } from './options.ts';

/** GitHub takes no more of one run. */
const MOST_RESULTS = 25_000;

const RULES: Record<Exclude<FindingClass, 'intended'>, { text: string; level: 'error' | 'warning' }> = {
  breaking: { text: 'The call works on one side and fails on the other for the client.', level: 'error' },
  differs: { text: 'The client decodes both answers and sees other values or another order.', level: 'warning' },
  state: { text: 'The answers look the same, the documents left behind do not.', level: 'warning' },
};

export function renderSarif(report: RunReport, { placeOf }: RenderOptions): string {
  const names = Object.keys(RULES) as (keyof typeof RULES)[];
  const resultOf = (defect: Defect): Result[] => {
    if (defect.class === 'intended') return [];
    const place = placeOf?.(defect.route);
    const text = [
      `${defect.route}: ${defect.sentence}`,
      ...(defect.said === undefined ? [] : [defect.said]),
      whereLine(defect),
      trafficLine(defect),
      rerun(defect.smallest, report),
    ]
      .filter(Boolean)
      .join('\n');
    return [
      {
        ruleId: defect.class,
        ruleIndex: names.indexOf(defect.class),
        level: RULES[defect.class].level,
        message: { text },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: place?.file ?? 'suites', uriBaseId: '%SRCROOT%' },
              region: { startLine: place?.line ?? 1 },
            },
            logicalLocations: [{ fullyQualifiedName: defect.route, kind: 'resource' }],
          },
        ],
        partialFingerprints: { 'parityDefect/v1': defect.id },
      },
    ];
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'parity',
            version: report.parity,
            semanticVersion: report.parity,
            rules: names.map((id) => ({
              id,
              shortDescription: { text: RULES[id].text },
              defaultConfiguration: { level: RULES[id].level },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: report.complete,
            startTimeUtc: report.startedAt,
            endTimeUtc: report.finishedAt,
            exitCode: report.totals.exitCode,
          },
        ],
        results: (report.defects ?? []).flatMap(resultOf).slice(0, MOST_RESULTS),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
