import { bundled } from '../tools/bundle.mjs';

export default (await bundled('junit')).default;
