/** How long both sides take: medians and 95th percentiles, and the ratio with its interval. */
import type { PageData } from '../page-data.ts';

type Latency = PageData['latency'][number];

const WIDTH = 640;
const LEFT = 70;
const RIGHT = 90;

const ms = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)} ms`);

export function LatencyStrip({ latency: l }: { latency: Latency }) {
  const most = Math.max(1, l.rust.own.p95 ?? 0, l.python.own.p95 ?? 0);
  const x = (value: number): number => LEFT + (value / most) * (WIDTH - LEFT - RIGHT);
  const told = `rust median ${ms(l.rust.own.p50)}, 95th percentile ${ms(l.rust.own.p95)}; python median ${ms(l.python.own.p50)}, 95th percentile ${ms(l.python.own.p95)}`;
  return (
    <div>
      <p>
        <strong>{l.verdict}</strong>: {l.reason} ({l.n} pairs, seed {l.options.seed})
      </p>
      <svg class="strip" viewBox={`0 0 ${WIDTH} 60`} role="img" aria-label={told}>
        {(['rust', 'python'] as const).map((side, i) => {
          const { p50, p95 } = l[side].own;
          const y = 18 + i * 26;
          if (p50 === undefined || p95 === undefined) return null;
          return (
            <g key={side} class={side}>
              <text x="0" y={y + 4} stroke="none">
                {side}
              </text>
              <line x1={x(p50)} x2={x(p95)} y1={y} y2={y} stroke-width="3" />
              <circle cx={x(p50)} cy={y} r="6" stroke="none" />
              <line x1={x(p95)} x2={x(p95)} y1={y - 6} y2={y + 6} stroke-width="2" />
              <text x={x(p95) + 8} y={y + 4} stroke="none">
                {ms(p50)}
              </text>
            </g>
          );
        })}
      </svg>
      {l.ratio && <Ratio ratio={l.ratio} tolerance={l.options.tolerance} />}
      <p class="small quiet">{told}</p>
    </div>
  );
}

/** On a scale of factors: half as long is as far from 1 as twice as long. */
function Ratio({ ratio, tolerance }: { ratio: NonNullable<Latency['ratio']>; tolerance: number }) {
  const far = Math.max(2, ratio.high, 1 / Math.max(ratio.low, 0.01), 1 + tolerance);
  const middle = (LEFT + WIDTH - RIGHT) / 2;
  const half = (WIDTH - LEFT - RIGHT) / 2;
  const x = (factor: number): number => middle + (Math.log(Math.max(factor, 0.01)) / Math.log(far)) * half;
  const told = `python takes ${ratio.value.toFixed(2)} times as long, from ${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`;
  return (
    <>
      <svg class="strip" viewBox={`0 0 ${WIDTH} 40`} role="img" aria-label={told}>
        <text x="0" y="20">
          ratio
        </text>
        <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1="16" y2="16" />
        <line class="axis" x1={x(1)} x2={x(1)} y1="6" y2="26" stroke-width="2" />
        <text x={x(1)} y="38" text-anchor="middle">
          1
        </text>
        <g class="ratio">
          <line x1={x(ratio.low)} x2={x(ratio.high)} y1="16" y2="16" stroke-width="4" />
          <circle cx={x(ratio.value)} cy="16" r="6" stroke="none" />
        </g>
      </svg>
      <p class="small">{told}</p>
    </>
  );
}
