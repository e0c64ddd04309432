export { drawOne, seeded } from '../referential/seed.ts';
