import type { SchemeDocument } from '../../api/setup';
import * as number from '../../format/numbers';
import { insight } from '../../texts/insight';
import { Mark } from '../shared/Mark';
import { balanced, targetsOf, type TypedTarget } from './balance';

interface Props {
  scheme: SchemeDocument;
  typed: readonly TypedTarget[];
  change: (typed: readonly TypedTarget[]) => void;
  disabled: boolean;
}

/** A slider and two numbers for each segment. */
export function TargetRows({ scheme, typed, change, disabled }: Props) {
  const words = insight.setup;
  const set = (at: number, part: Partial<TypedTarget>) => change(typed.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const slide = (at: number, to: number) => {
    const now = typed.map(({ target }) => targetsOf([{ segment: '', target, tolerance: '0' }])?.[0]?.target ?? 0);
    const after = balanced(now, at, to);
    change(typed.map((one, place) => ({ ...one, target: number.exactEffort(after[place] ?? 0) })));
  };
  return (
    <table class="table target-rows" aria-label={words.targets}>
      <thead>
        <tr>
          <th scope="col">{words.segment}</th>
          <th scope="col" class="wide">
            <span class="hidden">{words.target}</span>
          </th>
          <th scope="col" class="number">
            {words.target}
          </th>
          <th scope="col" class="number">
            {words.tolerance}
          </th>
        </tr>
      </thead>
      <tbody>
        {scheme.segments.map(({ key, name, color }, at) => {
          const one = typed[at] ?? { segment: key, target: '0', tolerance: '5' };
          const value = targetsOf([{ ...one, tolerance: '0' }])?.[0]?.target ?? 0;
          return (
            <tr key={key} data-key={key}>
              <th scope="row">
                <span class="row-name">
                  <Mark color={color} order={at} /> {name}
                </span>
              </th>
              <td class="target-slide wide">
                <input
                  type="range"
                  min="0"
                  max="100"
                  step="1"
                  aria-label={words.sliderOf(name)}
                  disabled={disabled}
                  value={value}
                  onInput={(event) => slide(at, Number(event.currentTarget.value))}
                />
              </td>
              <td class="number">
                <input
                  class="input target-number"
                  type="text"
                  inputMode="decimal"
                  aria-label={words.targetOf(name)}
                  disabled={disabled}
                  value={one.target}
                  onInput={(event) => set(at, { target: event.currentTarget.value })}
                />
              </td>
              <td class="number">
                <input
                  class="input target-number"
                  type="text"
                  inputMode="decimal"
                  aria-label={words.toleranceOf(name)}
                  disabled={disabled}
                  value={one.tolerance}
                  onInput={(event) => set(at, { tolerance: event.currentTarget.value })}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
