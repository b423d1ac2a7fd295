import { bundled } from './bundle.mjs';

await bundled('steps');
