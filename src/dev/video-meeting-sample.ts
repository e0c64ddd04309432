import type { Practical } from '../referential/practicals/read.ts';
import { meetingShape, prepareMeeting } from '../referential/practicals/video-meeting.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A meeting that I host, from its code to what its network carries; and the same, whose door is passed. */
export const MEETING_DOOR = meetingAt('door');
export const MEETING = meetingAt('meeting');

export const MEETING_CORRECTED: CorrectedPractical = [
  { expected: 'Ton micro est coupé.', right: true, reached: null },
  {
    expected: 'Rien d’autre n’a changé.',
    right: false,
    reached: 'Ceci aussi a changé : Le son de la réunion est coupé : tu n’entends plus les autres.',
  },
];

function meetingAt(place: 'door' | 'meeting'): Practical {
  return {
    component: 'video-meeting',
    config: prepareMeeting(
      meetingShape.config.parse({
        me: 'Tablette du salon',
        place,
        host: true,
        blocked: true,
        tools: ['hand', 'react', 'chat', 'people', 'share', 'quality', 'record'],
        rooms: [
          { id: 'club', title: 'Club d’échecs', code: '482-731' },
          { id: 'autre', title: 'Réunion de la semaine dernière', code: '482-713' },
        ],
        microphones: [
          { id: 'casque', name: 'Micro du casque', hears: 0 },
          { id: 'interne', name: 'Micro intégré', hears: 84 },
        ],
        cameras: [
          { id: 'interne', name: 'Caméra intégrée', shows: 'dark' },
          { id: 'posee', name: 'Caméra posée sur l’écran', shows: 'me' },
        ],
        speakers: [
          { id: 'enceinte', name: 'Enceinte', into: ['interne'] },
          { id: 'oreillettes', name: 'Oreillettes' },
        ],
        behind: ['une étagère', 'un planning'],
        people: [
          { id: 'nadia', name: 'Nadia', host: true, mic: true, speaks: 'On commence par les ouvertures.' },
          { id: 'malo', name: 'Malo', mic: true, noise: 'Un chien aboie.' },
          { id: 'tess', name: LONG_WORD.slice(0, 60), camera: false, hand: true, agrees: false },
          { id: 'ines', name: 'Inès', waiting: true },
        ],
        chat: [{ from: 'nadia', text: 'Bonjour à tous !' }],
        windows: [
          { id: 'partie', name: 'La partie de samedi', text: 'Diaporama de douze pages' },
          { id: 'famille', name: 'Album de famille', text: 'Photos de vacances' },
          { id: 'video', name: 'Vidéo du tournoi', kind: 'tab', sound: true },
        ],
        notice: 'Message de Mamie : appelle-moi.',
        links: [
          { id: 'wifi', name: 'Wi-Fi', up: 4, latency: 40, loss: 1 },
          { id: 'cable', name: 'Câble', note: 'branché à la box', up: 4, latency: 12 },
        ],
        sends: [{ id: 'photos', name: 'Photos vers le nuage', rate: 3.2 }],
      }),
      [],
      WORKSHOP,
    ),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}
