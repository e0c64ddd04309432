import compression from 'compression';

/** For pages and assets alike: on a slow link each kilobyte takes 20 ms. The page that answers a launch goes before it. */
export const compress = (): ReturnType<typeof compression> => compression();
