import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { DriftDocument } from '../../api/insightTypes';
import { fullDay } from '../../format/days';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { useWidth } from '../shared/useWidth';

interface Node {
  id: string;
  name: string;
  color: string;
  isBefore: boolean;
}

interface Link {
  source: string;
  target: string;
  value: number;
  color: string;
}

const neutral = 'var(--hatch)';
const bar = 12;
/** About as wide as a letter is on average. */
const letter = 7;
/** From here on each name has its figure beside it. */
const wide = 560;

/** Effort before on the one side, after on the other; a band is what went from place to place. The table has each figure. */
export function Sankey({ drift, nameOf }: { drift: DriftDocument; nameOf: (id: string) => string }) {
  const { ref, width } = useWidth();
  const words = insight.drift;
  const { places, flows } = drift.migration;
  const isReversed = document.dir === 'rtl';
  const colorOf = (id: string) => places.find((place) => place.id === id)?.color ?? neutral;
  const sides = [
    ...new Set(flows.flatMap(({ from, to }) => [`before ${from}`, `after ${to}`])),
  ].toSorted((a, b) => orderOf(a) - orderOf(b));
  const height = Math.max(220, sides.length * 26);

  const { nodes, links } = sankey<Node, Link>()
    .nodeId(({ id }) => id)
    .nodeWidth(bar)
    .nodePadding(18)
    .nodeSort(null)
    .extent([
      [0, 14],
      [width, height - 8],
    ])({
    nodes: sides.map((id) => {
      const place = placeOf(id);
      return { id, name: nameOf(place), color: colorOf(place), isBefore: id.startsWith('before') };
    }),
    links: flows.map(({ from, to, effort }) => ({ source: `before ${from}`, target: `after ${to}`, value: effort, color: colorOf(from) })),
  });
  const draw = sankeyLinkHorizontal<Node, Link>();

  return (
    <div class="sankey" ref={ref}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={words.migrationLabel(fullDay(drift.from.day), fullDay(drift.to.day))}
        data-testid="sankey"
      >
        <g transform={isReversed ? `translate(${width} 0) scale(-1 1)` : undefined}>
          {links.map((link) => (
            <path key={`${String(link.index)}`} class="flow" d={draw(link) ?? ''} stroke={link.color} stroke-width={Math.max(1, link.width ?? 0)} />
          ))}
          {nodes.map(({ id, color, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => (
            <rect key={id} x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0)} fill={color} />
          ))}
        </g>
        {nodes.map(({ id, name, isBefore, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => (
          <text
            key={id}
            class="flow-name"
            x={isReversed ? width - (isBefore ? x1 + 6 : x0 - 6) : isBefore ? x1 + 6 : x0 - 6}
            y={(y0 + y1) / 2}
            dy="0.32em"
            text-anchor={isBefore ? 'start' : 'end'}
          >
            {cut(name, width < wide ? Math.floor((width / 2 - bar - 12) / letter) : 40)}{' '}
            {width >= wide && <tspan class="flow-effort">{texts.effort(value, drift.unit)}</tspan>}
          </text>
        ))}
      </svg>
    </div>
  );

  function orderOf(id: string): number {
    return places.findIndex((place) => place.id === placeOf(id));
  }
}

/** The table has the whole name. */
const cut = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

const placeOf = (id: string) => id.slice(id.indexOf(' ') + 1);
