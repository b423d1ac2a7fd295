import { bundled } from '../tools/bundle.mjs';

export default (await bundled('html')).default;
