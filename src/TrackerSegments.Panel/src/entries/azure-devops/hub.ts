import { App } from '../../views/App';
import { open } from './open';

void open(App);
