// The styles of rooms that few first visits go to: sites and articles, the desk, the public record, events, briefings. `Page` adds this sheet
// by the page's address, so that every other first view stays light.
import.meta.glob(
  [
    '../../features/sites/*.css',
    '../../features/articles/*.css',
    '../../features/imports/*.css',
    '../../features/feeds/*.css',
    '../../features/moderation/*.css',
    '../../features/transparency/*.css',
    '../../features/scams/*.css',
    '../../features/admin/*.css',
    '../../features/search/*.css',
    '../../features/trends/*.css',
    '../../features/events/*.css',
    '../../features/heat/*.css',
    '../../features/readiness/*.css',
    '../../features/health/*.css',
    '../../features/briefings/*.css',
    '../../features/questions/*.css',
    '../../features/outcomes/*.css',
    '../../features/proceedings/*.css',
    '../../features/scheduled/*.css',
  ],
  { eager: true },
)
