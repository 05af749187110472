import { texts } from '../../texts';
import { Switch } from './Switch';

/** The same figures as a chart or as a table. */
export function ChartSwitch({ asTable, show }: { asTable: boolean; show: (asTable: boolean) => void }) {
  const words = texts.alignment;
  return (
    <Switch
      label={words.shownAs}
      options={[
        ['chart', words.chart],
        ['table', words.table],
      ]}
      chosen={asTable ? 'table' : 'chart'}
      choose={(as) => show(as === 'table')}
    />
  );
}
