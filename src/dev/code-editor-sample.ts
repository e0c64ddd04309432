import { codeEditorShape, prepareCodeEditor } from '../referential/practicals/code-editor.ts';
import type { Practical } from '../referential/practicals/read.ts';

function shown(authored: unknown): Practical {
  return {
    component: 'code-editor',
    config: prepareCodeEditor(codeEditorShape.config.parse(authored), [], {
      fault: () => {},
      picture: () =>
        `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><rect width="160" height="90" fill="#0b6b4f"/></svg>')}`,
      render: (text) => text,
    }),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

/** A program that asks, loops and defines a function. */
export const CODE = shown({
  files: [
    {
      name: 'barge.py',
      text: [
        '# Les traversées de la barge',
        'def traversees(vehicules, places):',
        '    tours = 0',
        '    while vehicules > 0:',
        '        vehicules = vehicules - places',
        '    return tours',
        '',
        'n = int(input("Combien de véhicules ? "))',
        'print(n, "véhicules :", traversees(n, 6), "traversées")',
      ].join('\n'),
    },
  ],
  inputs: ['20'],
  tries: ['traversees(20, 6)', 'traversees(0, 6)'],
});

/** A site of two pages, a style sheet, a picture that is not found. */
export const CODE_SITE = shown({
  files: [
    {
      name: 'index.html',
      text: [
        '<!doctype html>',
        '<html lang="fr">',
        '  <head>',
        '    <title>Club de voile</title>',
        '    <link rel="stylesheet" href="style.css">',
        '  </head>',
        '  <body>',
        '    <h1>Le club de voile</h1>',
        '    <p class="date">Samedi <b>14 mars</b></p>',
        '    <p><img src="images/port.svg" alt="Le port"></p>',
        '    <p><img src="port.svg" alt="Le port"></p>',
        '    <p><a href="pages/plan.html">Le plan</a>, <a href="plan.html">un lien cassé</a></p>',
        '    <form><label for="nom">Nom</label> <input id="nom"> <button>Envoyer</button></form>',
        '  </body>',
        '</html>',
      ].join('\n'),
    },
    {
      name: 'style.css',
      text: '.date {\n  color: crimson;\n}\n@media (max-width: 600px) {\n  h1 { color: navy; }\n}\n',
    },
    { name: 'pages/plan.html', fixed: true, text: '<h1>Le plan</h1>\n<a href="../index.html">Accueil</a>\n' },
  ],
  pictures: [{ name: 'images/port.svg', file: 'x' }],
  widths: [400, 1000],
  reader: true,
});
