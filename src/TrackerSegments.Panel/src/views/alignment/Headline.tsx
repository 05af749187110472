import type { Alignment } from '../../api/types';
import { speaksEnglish } from '../../format/locale';
import { ServiceSaid } from '../shared/ServiceSaid';
import { headlineOf } from './composedHeadline';

/** The answer in a sentence or two: the service's own in English, else the same sentence in the language of the page. */
export function Headline({ alignment }: { alignment: Alignment }) {
  const own = speaksEnglish() ? null : headlineOf(alignment);
  return own ?? <ServiceSaid>{unbroken(alignment.headline)}</ServiceSaid>;
}

/** A figure and its unit stay on one line. */
const unbroken = (text: string) => text.replace(/(\d) (%|pp)/g, '$1\u00a0$2');
