import { followLive } from '../../state/live';
import type { Store } from '../../state/store';
import type { OpenLive } from '../panel';
import { SourceDetails } from './SourceDetails';
import { StatusStrip } from './StatusStrip';
import { SyncNow } from './SyncNow';
import { WritingSwitch } from './WritingSwitch';

/** All that only workspaces with a live tracker need; fetched once it is known that this is one. */
export const openLive = (store: Store): OpenLive => ({
  live: followLive(store),
  StatusStrip,
  SyncNow,
  SourceDetails,
  WritingSwitch,
});
