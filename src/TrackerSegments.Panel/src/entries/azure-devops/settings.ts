import { ConnectionView } from '../../views/connection/ConnectionView';
import { open } from './open';

void open(ConnectionView);
