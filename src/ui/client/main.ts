import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/shell.css'
import '../styles/widgets.css'
import 'virtual:icons.css'

import.meta.glob('../../features/**/*.css', { eager: true })
