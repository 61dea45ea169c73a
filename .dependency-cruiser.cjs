const ELECTRON = '^(node_modules/electron/|electron(/|$))' // electron/main has no file to resolve to
const SQL = ['node_modules/(@types/)?(better-sqlite3|kysely|pg)/', '^(node:)?sqlite$']

/**
 * Who may import whom. Each rule's name is the sentence that whoever breaks it reads.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    rule('nothing imports in a circle', {}, { circular: true }),

    rule('shared imports only shared and zod', '^src/shared/', {
      pathNot: ['^src/shared/', 'node_modules/zod/'],
    }),
    rule('the domain imports only the domain', '^src/shared/domain/', {
      path: '^src/',
      pathNot: '^src/shared/domain/',
    }),
    rule('the renderer sees only shared', '^src/renderer/', {
      path: '^src/(main|preload|desk|paper)/',
    }),
    rule('main and preload see only shared', '^src/(main|preload)/', {
      path: '^src/(renderer|desk|paper)/',
    }),
    rule('main and preload meet only through shared', '^src/(main|preload)/', {
      path: '^src/(main|preload)/',
      pathNot: '^src/$1/',
    }),
    rule('the desk sees only shared', '^src/desk/', {
      path: '^src/(main|preload|renderer|paper)/',
    }),
    rule('the paper sees only shared', '^src/paper/', {
      path: '^src/(main|preload|renderer|desk)/',
    }),

    rule(
      'only the Electron host and the preload name electron',
      { path: '^src/', pathNot: ['^src/main/(index\\.ts$|hosts/electron/)', '^src/preload/'] },
      { path: ELECTRON },
    ),
    rule('the browser host never reaches electron', '^src/main/browser\\.ts$', {
      path: ELECTRON,
      reachable: true,
    }),
    rule('the core knows no host and no adapter', '^src/main/core/', {
      path: '^src/main/(hosts|adapters)/',
    }),
    rule('hosts enter the core by its front door', '^src/main/(hosts/|index\\.ts$|browser\\.ts$)', {
      path: '^src/main/core/',
      pathNot: '^src/main/core/(core|ports)\\.ts$',
    }),

    rule(
      'only the stores speak SQL',
      { path: '^src/', pathNot: '^src/(main/core|desk|paper)/store/' },
      { path: SQL },
    ),
    rule('the store knows no service', '^src/main/core/store/', {
      path: '^src/main/core/(services|sync|handlers)',
    }),

    rule('ui parts know no feature and no store', '^src/renderer/ui/', {
      path: '^src/renderer/(features|stores|commands)/',
    }),
    rule('features do not import each other', '^src/renderer/features/([^/]+)/', {
      path: '^src/renderer/features/',
      pathNot: '^src/renderer/features/$1/',
    }),
    rule('stores know no React', '^src/renderer/stores/', {
      path: ['node_modules/(@types/)?react', '^src/renderer/(features|ui)/'],
    }),
    rule(
      'only stores and runners call the core',
      { path: '^src/renderer/', pathNot: '^src/renderer/(main\\.tsx|wire\\.ts|stores/|commands/)' },
      { path: '^src/shared/rpc/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // `import type` counts too
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
}

function rule(name, from, to) {
  return {
    name: name.replaceAll(' ', '-'),
    severity: 'error',
    from: typeof from === 'string' ? { path: from } : from,
    to,
  }
}
