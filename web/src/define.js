// What a publisher includes: registers <ykien-reader>, and teaches it where its machinery is.

import { load } from './loader.js';
import { YkienReader } from './ykien-reader.js';

YkienReader.load = load;
YkienReader.define();

export { YkienReader };
