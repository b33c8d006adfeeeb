/** Draws the page that the address tells, and again when it changes. */
import { render } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { AsidePage } from './aside.tsx';
import { data } from './data.ts';
import { FindingPage } from './finding.tsx';
import { type Place, placeOf } from './links.ts';
import { RoutePage, Unknown } from './route.tsx';
import { Start } from './start.tsx';

function Shown({ place }: { place: Place }) {
  if (place.page === 'route') return <RoutePage key={place.route} route={place.route} />;
  if (place.page === 'finding') return <FindingPage {...place} />;
  if (place.page === 'aside') return <AsidePage />;
  if (place.page === 'start') return <Start />;
  const defect = data.defects.find((d) => d.id === place.id);
  return defect ? <RoutePage key={place.id} route={defect.route} meant={place.id} /> : <Unknown what={place.id} />;
}

function Page() {
  const [place, setPlace] = useState(placeOf(location.hash));
  useLayoutEffect(() => {
    const moved = (): void => {
      setPlace(placeOf(location.hash));
      // A reader begins at the heading of what is new, as after a load.
      requestAnimationFrame(() => {
        const heading = document.querySelector('h1');
        const meant = document.querySelector('.meant h3, .meant');
        if (!meant) window.scrollTo(0, 0);
        heading?.focus({ preventScroll: true });
        document.title = `${heading?.textContent ?? ''} – parity ${data.run}`;
      });
    };
    const typed = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      const words = document.getElementById('words');
      if (!words) return;
      event.preventDefault();
      words.focus();
    };
    window.addEventListener('hashchange', moved);
    window.addEventListener('keydown', typed);
    return () => {
      window.removeEventListener('hashchange', moved);
      window.removeEventListener('keydown', typed);
    };
  }, []);
  const current = (page: Place['page']) => (place.page === page ? ('page' as const) : undefined);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
        To the content
      </button>
      <header class="bar">
        <strong>parity</strong>
        <span class="quiet">run {data.run}</span>
        <nav aria-label="Report">
          <a href="#start" aria-current={current('start')}>
            Start
          </a>
          <a href="#aside" aria-current={current('aside')}>
            Not comparable, notes
          </a>
        </nav>
      </header>
      <main>
        <Shown place={place} />
      </main>
    </>
  );
}

const root = document.getElementById('page');
if (root) {
  root.textContent = '';
  render(<Page />, root);
  // Answers stand behind this script: whoever is at a route already is shown them when they are there.
  document.addEventListener('DOMContentLoaded', () => {
    if (placeOf(location.hash).page === 'start') return;
    render(null, root);
    render(<Page />, root);
  });
}
