// The styles of sites and articles, which only their pages load: every other first view stays light.
import.meta.glob(
  ['../../features/sites/*.css', '../../features/articles/*.css', '../../features/imports/*.css'],
  { eager: true },
)
