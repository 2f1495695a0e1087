/** French names: common ones by frequency, morphemes for the tail, short forms. */

import { Culture } from './culture.ts'

export const french = new Culture('fr', {
  female: `Marie Nathalie Isabelle Sylvie Catherine Françoise Martine Christine Monique Valérie Sandrine Véronique Nicole
    Stéphanie Sophie Anne Céline Chantal Patricia Brigitte Julie Aurélie Laurence Christelle Dominique Jacqueline Élodie
    Emilie Caroline Corinne Laetitia Virginie Camille Léa Manon Chloé Sarah Laura Pauline Marion Mathilde Jeanne Louise
    Emma Inès Jade Alice Charlotte Juliette Lucie Clara Eva Hélène Florence Agnès Béatrice Danielle Odile Josiane
    Geneviève Thérèse Yvette Simone Colette Ginette Élisabeth Mélanie Delphine Karine Audrey Amandine Noémie Océane`,
  male: `Jean Pierre Michel André Philippe René Louis Alain Jacques Bernard Marcel Daniel Roger Robert Paul Claude
    Christian Henri Georges Nicolas Gérard Patrick Laurent Christophe Stéphane François Éric Pascal Thierry Frédéric David
    Julien Sébastien Olivier Thomas Alexandre Antoine Maxime Vincent Guillaume Romain Benoît Jérôme Arnaud Mathieu Fabrice
    Hugo Lucas Théo Enzo Léo Gabriel Raphaël Arthur Jules Adam Clément Baptiste Quentin Florian Kévin Anthony Cédric
    Didier Bruno Serge Yves Gilles Guy Maurice Raymond Lucien Rémi Xavier Emmanuel Denis Joël Marc Luc Loïc Yann`,
  surnames: `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David
    Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier
    Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry
    Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard
    Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal
    Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc
    Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin`,
  prefixes: `Le_ La_ De_ Du_ Des_ Saint- Beau Mont`,
  heads: `Alb Amb Aub Baz Bel Ber Besn Biv Blanch Bod Bois Bonn Bor Bouch Boul Bour Brass Bret Briss Cad Caill Cam Cant
    Carr Cass Cast Chab Chal Champ Chap Char Chat Chauv Clav Coch Coll Cord Coss Coul Cour Crem Dal Daub Del Desch Dob
    Don Dor Dub Dur Esc Fall Fav Feuill Flam Fleur Font Fouch Frem Gach Gall Gan Gasp Germ Gill Gir God Gon Gour Grand
    Grim Guich Guill Ham Haut Herb Jacq Jam Jol Lab Lam Land Larch Lav Len Lor Maill Mal Mar Maur Men Mich Mign Mont
    Mor Moul Naud Niv Ol Pag Pap Pasq Pell Per Pich Plan Poir Pons Port Poul Quent Ram Ren Rib Riv Roch Rond Ross Sab
    Sal Sauv Seg Ser Sol Tall Tess Thib Tour Trem Vaill Val Vass Verd Vign Vill Viv`,
  ends: `ard eau elle et ier in on ot oux aud ault ay é el eron et ette euil eux iac ière illon ineau iot is it oin
    ois olet ond onneau our ouse uc u ut y ys eul`,
  nicknames: `Frédéric:Fred Alexandre:Alex Christophe:Chris Nicolas:Nico Sébastien:Seb Stéphane:Steph Maxime:Max
    Guillaume:Guigui Mathieu:Mat Daniel:Dan Philippe:Phil Laurent:Lolo Emmanuel:Manu Catherine:Cathy Isabelle:Isa,Zaza
    Nathalie:Nath Stéphanie:Steph Véronique:Véro Valérie:Val Christine:Chris Sandrine:Sandie Élisabeth:Babeth,Lise
    Dominique:Domi Béatrice:Béa Françoise:Fanfan Geneviève:Ginou Caroline:Caro Virginie:Vivi Joséphine:José`,
})
