// Comparisons to begin with. The first one opens the screen.

export interface Preset {
  title: string;
  words: Record<string, string[]>;
}

const on = ['2023-02-21'];

export const presets: Preset[] = [
  {
    title: 'Ukraine: NATO membership or the Kyiv Security Compact',
    words: {
      arrangement: ['NATO membership = UKR party to north_atlantic_treaty', 'Kyiv Security Compact = kyiv_security_compact'],
      on,
      for: ['UKR'],
      by: ['RUS'],
    },
  },
  {
    title: 'Ukraine: NATO article 5 or the US–Israel model',
    words: {
      arrangement: [
        'NATO membership = UKR party to north_atlantic_treaty',
        'US–Israel model = UKR beneficiary to us_israel_mou_2016; UKR beneficiary to us_qme_statute',
      ],
      on,
      for: ['UKR'],
      by: ['RUS'],
    },
  },
  {
    title: 'Ukraine: five arrangements side by side',
    words: {
      arrangement: [
        'Nothing = nothing',
        'NATO membership = UKR party to north_atlantic_treaty',
        'Kyiv Security Compact = kyiv_security_compact',
        'EU membership = UKR party to treaty_on_european_union',
        'Istanbul draft = istanbul_communique_2022',
      ],
      pair: ['1', '2'],
      on,
      for: ['UKR'],
      by: ['RUS'],
    },
  },
  {
    title: 'Estonia: the North Atlantic Treaty or the Treaty on European Union',
    words: {
      arrangement: ['north_atlantic_treaty', 'treaty_on_european_union'],
      on: ['2024-06-01'],
      for: ['EST'],
      by: ['RUS'],
    },
  },
];
