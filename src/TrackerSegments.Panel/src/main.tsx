import { standaloneHost } from './hosts/standalone';
import { rootOf, start } from './start';
import { App } from './views/App';

void start(standaloneHost(), rootOf(), App);
