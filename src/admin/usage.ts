export const USAGE = `Administration de Palier : npm run admin -- <commande>

  platform add --name NOM --issuer ADRESSE --client-id ID --auth-url ADRESSE --token-url ADRESSE
               --jwks-url ADRESSE --deployment-id ID [--deployment-id ID2] [--token-audience TEXTE]
      Inscrit une plateforme (Moodle…) et affiche son identifiant. Relancée, ne change rien.
      --token-audience : quand la plateforme (Brightspace…) attend autre chose que l'adresse du jeton.
  platform list [--json]
      Les plateformes inscrites, et les établissements qui attendent une approbation.
  platform invite [--expires 24h] [--auto-approve]
      Affiche une adresse d'inscription automatique, à ouvrir une fois dans la plateforme.
  platform approve ID [--deployment-id ID]
      Approuve une plateforme et ses établissements en attente, ou un seul établissement.
  platform disable ID [--deployment-id ID]
      Ferme l'accès d'une plateforme, ou d'un seul de ses établissements.
  platform join ID AUTRE-ID [--dry-run]
      Deux inscriptions d'un même site (outil réinscrit, ou inscrit à la main puis automatiquement) :
      la première partage pour toujours personnes, cours et campagnes de l'autre.
  platform test ID | --client-id ID [--user SUB --post-score N]
      Vérifie clés, jeton et services ; avec les options, envoie la note N sur 100 à l'activité
      que cette personne a ouverte en dernier.
  keys rotate [--now]
      Remplace la clé de Palier. La nouvelle est publiée aussitôt et signe dix minutes plus tard, quand
      les plateformes l'ont lue ; l'ancienne reste publiée 24 heures de plus.
      --now : clé divulguée. La nouvelle signe aussitôt, les autres ne sont plus publiées.
  console
      Affiche un lien pour ouvrir l'administration dans un navigateur, une fois, dans les 15 minutes.
  user export ID | user erase ID
      Exporte (JSON), ou efface partout, ce que Palier sait d'une personne.
      ID : son numéro dans Palier, ou plateforme:sub (par exemple 1:42).

Codes de sortie : 0 fait, 1 impossible, 2 commande mal écrite.`;
