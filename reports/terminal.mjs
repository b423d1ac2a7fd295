import { bundled } from '../tools/bundle.mjs';

export default (await bundled('terminal')).default;
