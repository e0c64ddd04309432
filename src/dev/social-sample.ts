import type { Practical } from '../referential/practicals/read.ts';
import { prepareSocial, socialShape } from '../referential/practicals/social-network.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

const PARTS = {
  name: 'Ricochet',
  me: 'awa',
  people: [
    { id: 'awa', name: 'Awa', about: 'Volley et bande dessinée', facts: { Classe: '3e' } },
    { id: 'malo', name: 'Malo', link: 'friend', friends: ['tess'] },
    { id: 'ines', name: 'Inès', link: 'friend' },
    { id: 'tess', name: 'Tess', about: LONG_WORD },
    { id: 'rok', name: 'Rok_77', link: 'asks' },
    { id: 'ville', name: 'Ville de Brest', verified: true },
  ],
  groups: [
    {
      id: 'volley',
      name: 'Volley',
      about: 'Le mardi, à 18 h.',
      roles: { awa: 'admin', malo: 'member', ines: 'moderator', rok: 'asks' },
    },
    { id: 'bd', name: LONG_WORD, roles: { ines: 'admin' } },
  ],
  posts: [
    {
      id: 'maison',
      by: 'awa',
      when: 'Hier',
      text: 'La façade est repeinte ! #maison',
      scene: 'house',
      alt: 'Une maison',
      likes: 4,
      comments: [
        { id: 'joli', by: 'malo', text: 'Bravo !' },
        { id: 'vilain', by: 'rok', text: 'Sale bande de nuls.' },
      ],
    },
    { id: 'match', by: 'awa', when: 'Lundi', text: 'Match gagné.', audience: 'friends', likes: 2 },
    {
      id: 'photo',
      by: 'malo',
      when: 'Mardi',
      text: 'Avec @Awa au tournoi. #volley',
      tags: ['awa'],
      waits: true,
    },
    { id: 'relais', by: 'ines', when: 'Mardi', text: 'À lire !', relays: 'travaux' },
    {
      id: 'travaux',
      by: 'ville',
      when: 'Lundi',
      text: 'Travaux rue de Siam.',
      more: 'Publicité : pelles Durr.',
    },
    { id: 'idee', by: 'awa', text: 'Un brouillon.', draft: true },
  ],
  threads: [
    {
      id: 'equipe',
      name: 'Équipe',
      with: ['malo', 'ines'],
      messages: [
        { id: 'm1', by: 'malo', text: 'Qui apporte le ballon ?', when: '17 h 02' },
        { id: 'm2', by: 'ines', text: 'Pas moi !', when: '17 h 05' },
      ],
    },
    { id: 'rok-awa', with: ['rok'], messages: [{ id: 'm3', by: 'rok', text: 'T’es nulle.', when: '18 h' }] },
  ],
  settings: [
    {
      title: 'Confidentialité',
      items: [
        { kind: 'switch', id: 'prive', label: 'Compte privé', does: 'private-account' },
        { kind: 'audience', id: 'liste', label: 'Ma liste d’amis', does: 'friends-list', value: 'public' },
        { kind: 'choice', id: 'langue', label: 'Langue', options: ['Français', 'Breton'], value: 'Français' },
        { kind: 'entry', id: 'ville-de', label: 'Ville', help: 'Facultatif' },
        { kind: 'slider', id: 'pause', label: 'Pauses', help: 'Par heure.', value: 2 },
        {
          kind: 'pictures',
          id: 'image',
          label: 'Image de profil',
          scenes: [
            { scene: 'portrait', label: 'Mon visage' },
            { scene: 'avocado', label: 'Un avocat' },
          ],
        },
      ],
    },
  ],
  reasons: ['Injure', 'Menace', 'Publicité'],
  proofs: [
    { id: 'entiere', name: 'Capture 1', text: 'Compte, date, texte' },
    { id: 'coupee', name: 'Capture 2', text: 'Texte seul' },
  ],
  measures: ['Ne rien faire', 'Avertir'],
  cases: [{ id: 'affaire', by: 'rok', text: 'Tais-toi !', reason: 'Injure', past: 'Jamais averti' }],
  charter: 'Attaquer une personne : avertir.',
};

function made(parts: object): Practical {
  return {
    component: 'social-network',
    config: prepareSocial(socialShape.config.parse(parts), [], WORKSHOP),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

/** A network with something of each kind, at its feed and at its richest pages. */
export const NETWORK = made(PARTS);
export const NETWORK_PROFILE = made({ ...PARTS, open: 'profile' });
export const NETWORK_GROUP = made({ ...PARTS, open: 'group:volley' });
export const NETWORK_THREAD = made({ ...PARTS, open: 'thread:equipe' });
export const NETWORK_SETTINGS = made({ ...PARTS, open: 'settings' });

export const NETWORK_CORRECTED: CorrectedPractical = [
  {
    expected: 'Public de « La façade est repeinte ! » : Mes amis.',
    right: false,
    reached: 'Chez toi : Tout le monde.',
  },
  { expected: 'Rien d’autre n’a changé.', right: true, reached: null },
];
