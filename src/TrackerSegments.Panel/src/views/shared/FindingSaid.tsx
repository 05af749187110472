import { saidOf, type Told } from '../../texts/findings';
import { ServiceSaid } from './ServiceSaid';

type Finding = Told & { text: string; action: string };

/** The sentence of a finding, in the language of the page where it has one for it. */
export const FindingText = ({ of }: { of: Finding }) => <Said own={saidOf(of)?.text} service={of.text} />;

/** What to do about it. */
export const FindingAction = ({ of }: { of: Finding }) => <Said own={saidOf(of)?.action} service={of.action} />;

const Said = ({ own, service }: { own: string | undefined; service: string }) => (own === undefined ? <ServiceSaid>{service}</ServiceSaid> : <>{own}</>);
