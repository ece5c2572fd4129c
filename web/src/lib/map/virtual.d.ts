declare module 'virtual:world-map' {
  /** The address of the geometry: TopoJSON as scripts/map-geometry.ts makes it. */
  const address: string;
  export default address;
}
