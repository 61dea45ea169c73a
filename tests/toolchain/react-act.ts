declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}

// React warns about every update outside act() only where this says that a test is watching.
globalThis.IS_REACT_ACT_ENVIRONMENT = true

export {}
