import { NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';

const STORAGE = {
  title: 'Un instant',
  mode: 'put',
  storage: { target: '_parent', origin: '*', key: 'palier', value: 'sample' },
  next: NOWHERE,
  fields: [],
};

/** What a launch answers when it can't lead to a page at once. */
export const LTI_SAMPLES: readonly Sample[] = [
  teacherSample('lti/ready', 'address', { title: 'Palier' }),
  teacherSample('lti/registered', 'moodle-active', {
    title: 'Palier',
    active: true,
    moodle: true,
    platform: 'Éléa',
  }),
  teacherSample('lti/registered', 'pending', {
    title: 'Palier',
    active: false,
    moodle: false,
    platform: 'Canvas',
  }),
  unknownPerson('lti/new-tab', 'named', {
    title: 'Palier',
    person: 'Inès',
    platform: 'Éléa',
    fields: [['state', 'sample']],
    reference: '0A1B2C3D',
  }),
  unknownPerson('lti/new-tab', 'unnamed', {
    title: 'Palier',
    person: null,
    platform: 'Éléa',
    fields: [],
    reference: '0A1B2C3D',
  }),
  unknownPerson('lti/storage', 'keep', STORAGE),
  unknownPerson('lti/storage', 'fetch', { ...STORAGE, mode: 'get', fields: [['storage_value', '']] }),
];

function unknownPerson(view: string, state: string, model: object): Sample {
  return { ...pupilSample(view, state, model), person: null };
}
