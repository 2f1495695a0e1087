/** Italian and Spanish names: common ones by frequency, morphemes for the tail, short forms. */

import { Culture } from './culture.ts'

export const italian = new Culture('it', {
  female: `Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonella Carla Elena
    Concetta Rita Margherita Franca Paola Laura Giulia Sara Chiara Martina Valentina Alessandra Silvia Federica Elisa
    Roberta Simona Daniela Monica Cristina Patrizia Stefania Barbara Sofia Aurora Giorgia Alice Emma Ilaria Claudia`,
  male: `Giuseppe Antonio Giovanni Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno
    Paolo Michele Giorgio Aldo Sergio Luciano Andrea Marco Alessandro Luca Matteo Stefano Roberto Davide Simone Lorenzo
    Riccardo Federico Leonardo Gabriele Tommaso Edoardo Nicolò Filippo Massimo Claudio Fabio Daniele Enrico Alberto`,
  surnames: `Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini
    Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone
    Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Ferri
    Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti`,
  prefixes: `Di_ De_ D' La_ Dal_ Del_ Lo_ Della_`,
  heads: `Abb Alb Amat Ang Bald Bar Bass Batt Bell Ben Bert Bin Bon Bosch Brand Brun Cal Camp Can Cap Cas Cav Cec Cer
    Ciabatt Cocc Cont Cor Cost Crist Dam Don Fabb Falc Fav Ferr Fil Fior Forn Franc Gal Gar Gas Ghir Giac Giann Gir
    Grand Grass Guid Lan Laz Lip Lor Lucch Mag Mal Man Marc Mas Mel Mer Mol Mont Mor Naldo Nar Neg Oliv Pag Pal Pan Pas
    Pell Per Pic Pin Pol Pug Quart Rav Ren Rig Rom Rub Sal Sant Sart Scar Sim Sold Spad Tav Ter Tom Tos Val Vann Ven
    Vill Viv Zan Zucc`,
  ends: `ini etti ello oni acci ari aro ato asso atti elli ese etta i icci iero igo in ino io isi one oli ucci uzzi
    aldi ani era eri otto`,
  nicknames: `Giuseppe:Beppe,Pino Antonio:Toni,Tonino Giovanni:Gianni,Nino Francesco:Franco,Ciccio Vincenzo:Enzo
    Domenico:Mimmo Salvatore:Totò,Turi Alessandro:Ale,Sandro Luigi:Gigi Michele:Lino Giuseppina:Pina Alessandra:Ale
    Francesca:Franci Caterina:Rina Elisabetta:Betta Federica:Fede Valentina:Vale Antonella:Nella Margherita:Rita`,
})

export const spanish = new Culture('es', {
  female: `María Carmen Ana Isabel Laura Cristina Marta Dolores Lucía Pilar Elena Sara Paula Raquel Rosa Mercedes Beatriz
    Silvia Teresa Julia Irene Patricia Concepción Alba Rocío Andrea Sofía Valentina Camila Gabriela Daniela Alejandra
    Guadalupe Verónica Leticia Mónica Yolanda Josefina Esperanza Adriana`,
  male: `José Antonio Juan Manuel Francisco David Luis Javier Carlos Jesús Daniel Miguel Rafael Pedro Ángel Alejandro Pablo
    Fernando Sergio Jorge Alberto Álvaro Diego Adrián Raúl Iván Enrique Ramón Vicente Andrés Óscar Eduardo Santiago
    Víctor Mario Roberto Jaime Ignacio Salvador Ricardo Emilio Hugo Martín Julio Gilberto Arturo`,
  surnames: `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz
    Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales
    Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido
    Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos
    Reyes Vega Fuentes Carrasco Aguilar Caballero Nieto Santana Vargas Rivera Mendoza Chávez Salazar Guzmán Rojas`,
  prefixes: `de_ de_la_ del_ San_`,
  heads: `Alar Alc Alm Alv Arag Arc Arr Ball Bar Ben Ber Bet Bus Cal Cam Can Car Cas Cer Cif Col Con Cor Cue Del Elc Esc
    Est Fer Gal Gar Gir Gur Hur Ib Jar Lar Leg Lez Lor Mad Mald Man Mar Mat Mel Mend Mir Mol Mon Mur Nav Oliv Ord Or
    Pal Par Pas Per Pom Quint Ram Reb Rib Riv Rob Ros Sal Sar Seg Ser Sol Tor Ur Val Vel Vill Viv Zam Zur`,
  ends: `ez era ero es eda edo ado al ales anza ar arez ón és ida ila illa illo ín ino iz osa oso uela ura uz ega ena`,
  nicknames: `José:Pepe Francisco:Paco,Pancho Manuel:Manolo Antonio:Toño,Toni Jesús:Chuy Alejandro:Álex,Jandro Rafael:Rafa
    Enrique:Quique Ignacio:Nacho Eduardo:Edu,Lalo Fernando:Nando Dolores:Lola Concepción:Concha Guadalupe:Lupe
    Mercedes:Merche Isabel:Isa Beatriz:Bea Cristina:Cris Patricia:Pati Josefina:Pepa Alejandra:Ale`,
})
