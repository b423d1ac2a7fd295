// Lets Node 20 import the project's TypeScript; Node 22.18 and later strip types themselves.
import { register } from 'tsx/esm/api';

register();
