// The reading tools.
export class Tools {
  /**
   * @param {{host: HTMLElement, surface: import('../surface.js').Surface,
   *   document: import('../abi.js').EngineDocument, changed: () => void,
   *   signal: AbortSignal}} options
   */
  constructor(options) {
    this.options = options;
  }

  toggle() {}
}
