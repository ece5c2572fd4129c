import type { Component } from 'svelte';

/** A screen of the workbench, loaded when it is opened. */
export interface Screen {
  name: string;
  title: string;
  load: () => Promise<{ default: Component }>;
}

/** In the order of the navigation; the first is the one that opens. */
export const screens: Screen[] = [
  { name: 'bench', title: 'Scenario', load: () => import('./bench/Bench.svelte') },
  { name: 'reader', title: 'Texts', load: () => import('./reader/Reader.svelte') },
  { name: 'compare', title: 'Compare', load: () => import('./compare/Compare.svelte') },
  { name: 'network', title: 'Network', load: () => import('./network/Network.svelte') },
  { name: 'pledges', title: 'Pledges', load: () => import('./pledges/Pledges.svelte') },
  { name: 'claims', title: 'Claims', load: () => import('./claims/Claims.svelte') },
  { name: 'history', title: 'History', load: () => import('./history/History.svelte') },
];
