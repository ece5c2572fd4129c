// What figures of the network are stamped with.
import type { Stamp } from '../../lib/figure';
import type { NetworkDocument } from './documents';

export function stampOf(title: string, network: NetworkDocument): Stamp {
  const by = network.by.length > 0 ? network.by.join(', ') : 'any state';
  return {
    title: `${title} (${network.kind.replaceAll('_', ' ')} by ${by}, ${network.act.replaceAll('_', ' ')} or more)`,
    digest: network.corpus.digest,
    on: network.on,
    readings: network.readings,
    suppose: network.suppose,
  };
}
