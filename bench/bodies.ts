/** Bodies of a list of conversations of about a given size; every twentieth differs between the sides. */

const words = 'the deposit is three months and the keys come on the first of may '.repeat(4);

function conversation(seed: number, index: number, title: string): object {
  const id = `${String(seed).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const segment = {
    id: `${id}-s`,
    text: words,
    speaker: 'SPEAKER_00',
    is_user: true,
    person_id: null,
    start: 0.5,
    end: 4.25,
  };
  return {
    id,
    created_at: '2026-03-14T17:05:00.040Z',
    started_at: '2026-03-14T17:05:00.040Z',
    finished_at: '2026-03-14T17:10:00.040Z',
    source: 'desktop',
    language: 'en',
    status: 'completed',
    structured: { title, overview: words, emoji: '🏠', category: 'finance', action_items: [], events: [] },
    transcript_segments: [segment, segment],
    apps_results: [],
  };
}

/** JSON of a list with as many conversations as fit into `bytes`. */
export function bodyOf(seed: number, bytes: number, side: 'rust' | 'python'): Buffer {
  const one = JSON.stringify(conversation(seed, 0, 'Lease'));
  const count = Math.max(1, Math.round(bytes / one.length));
  const differs = side === 'python' && seed % 20 === 0;
  const list = Array.from({ length: count }, (_, i) =>
    conversation(seed, i, differs && i === count - 1 ? 'Lease!' : 'Lease'),
  );
  return Buffer.from(JSON.stringify(list));
}
