/** Invented tables: file name, role, and per column its header, the kind of its values and the field it is. */

/** `header | kind of values | field`; `-` where the column is none of ours. */
export interface HeaderSet {
  readonly path: string
  readonly role: string
  readonly columns: readonly (readonly [header: string, kind: string, field: string])[]
}

const set = (path: string, role: string, text: string): HeaderSet => ({
  path,
  role,
  columns: text
    .trim()
    .split('\n')
    .map((line) => {
      const [header, kind, field] = line.split('|').map((part) => part.trim())
      return [header!, kind!, field ?? kind!] as const
    }),
})

export const HEADER_SETS: readonly HeaderSet[] = [
  set(
    'kunden.csv',
    'customers',
    `
    Kd-Nr | customer_id
    Anrede | salutation | sex
    Titel | title
    Vorname | first_name
    Name | last_name
    Straße | street
    PLZ | postcode
    Ort | city
    Land | country
    Tel. | phone
    Mobil | mobile
    eMail | email
    Geb. | birth_date_de | birth_date
    Werbeeinwilligung | flag | consent_any
    Newsletter | flag | consent_email
    Kunde seit | created_at_de | created_at
    Bemerkung | text | -
    Geburtsort | city | -`,
  ),
  set(
    'export_2024.csv',
    'customers',
    `
    KUNDENNUMMER | customer_code | customer_id
    NACHNAME | last_name
    VORNAME | first_name
    STRASSE | street_name | street
    HAUSNR | house_number
    PLZ_ORT | postcode | postcode
    WOHNORT | city
    TELEFON_PRIVAT | phone | phone
    HANDYNR | mobile
    E_MAIL_ADRESSE | email
    GEBURTSDATUM | birth_date_de | birth_date
    WERBESPERRE | flag | opt_out_all
    ANGELEGT_AM | created_at_de | created_at`,
  ),
  set(
    'Adressen.csv',
    'customers',
    `
    Nr | customer_id
    Nachname, Vorname | name_comma | full_name
    Strasse u. Nr. | street
    Plz | postcode
    Stadt | city
    Festnetz | phone
    Mailadresse | email
    Geb.-Dat. | birth_date_de | birth_date`,
  ),
  set(
    'Kontakte_GmbH.csv',
    'customers',
    `
    Debitorennummer | customer_code | customer_id
    Name | company
    Ansprechpartner | full_name
    Anschrift | street
    Postleitzahl | postcode
    Ort | city
    Telefonnummer | phone
    Telefax | phone | -
    E-Mail geschäftlich | email | email`,
  ),
  set(
    'customers.csv',
    'customers',
    `
    CustomerID | customer_id
    FirstName | first_name
    LastName | last_name
    EmailAddress | email
    PhoneNumber | phone
    MobilePhone | mobile
    AddressLine1 | street
    AddressLine2 | address_extra
    City | city
    State | region
    ZipCode | postcode
    Country | country_name | country
    DateOfBirth | birth_date
    Gender | sex
    CreatedAt | created_at
    UpdatedAt | updated_at
    EmailOptIn | flag_en | consent_email
    SMSOptIn | flag_en | consent_sms
    DoNotCall | flag_en | opt_out_call
    HasOptedOutOfEmail | flag01 | opt_out_email
    TotalSpent | amount | -
    Notes | text | -`,
  ),
  set(
    'crm/people.csv',
    'customers',
    `
    uid | customer_code | customer_id
    full_name | full_name
    dob | birth_date
    home phone | phone
    cell | mobile
    e-mail | email
    second email | email | email_2
    street address | street
    town | city
    county | region
    post code | postcode_uk | postcode
    occupation | text | -
    marketing consent | flag_en | consent_any
    consent date | some_day | consent_at
    unsubscribed at | some_day | opt_out_at`,
  ),
  set(
    'data/febrl_like.csv',
    'customers',
    `
    rec_id | customer_code | customer_id
    given_name | first_name
    surname | last_name
    street_number | house_number
    address_1 | street_name | street
    address_2 | address_extra
    suburb | city
    postcode | postcode
    state | region
    date_of_birth | birth_date_compact | birth_date
    soc_sec_id | national_id`,
  ),
  set(
    'historical.csv',
    'customers',
    `
    unique_id | customer_code | customer_id
    full_name | full_name
    first_name | first_name
    surname | last_name
    dob | birth_date
    birth_place | city | -
    postcode_fake | postcode_uk | postcode
    gender | sex
    occupation | text | -`,
  ),
  set(
    'members_eu.csv',
    'customers',
    `
    Member No. | customer_id
    Salutation | salutation_en | sex
    Forename | first_name
    Surname | last_name
    Address 1 | street
    Address 2 | address_extra
    Town/City | city
    Postcode | postcode_uk | postcode
    Tel No | phone
    Mail | email
    Joined | created_at
    Status | status
    No marketing | flag_en | opt_out_all`,
  ),
  set(
    'clients.csv',
    'customers',
    `
    Code client | customer_code | customer_id
    Civilité | salutation | sex
    Nom | last_name
    Prénom | first_name
    Adresse | street
    Complément d'adresse | address_extra
    CP | postcode
    Ville | city
    Pays | country
    Téléphone fixe | phone
    Téléphone portable | mobile
    Courriel | email
    Date de naissance | birth_date_fr | birth_date
    Inscrit newsletter | flag | consent_email
    Date d'inscription | created_at
    Consentement RGPD | flag | consent_any
    Remarques | text | -`,
  ),
  set(
    'fichier_adherents.csv',
    'customers',
    `
    N° adhérent | customer_id
    Nom et prénom | full_name
    Né(e) le | birth_date_fr | birth_date
    N° de rue | house_number
    Rue | street_name | street
    Code postal | postcode
    Commune | city
    Tél. | phone
    Mél | email
    Lieu de naissance | city | -
    Ne pas appeler | flag | opt_out_call`,
  ),
  set(
    'clientes.csv',
    'customers',
    `
    Nº cliente | customer_id
    Nombre | first_name
    Primer apellido | last_name
    DNI | national_id
    Dirección | street
    C.P. | postcode
    Población | city
    Provincia | region
    Teléfono | digits | phone
    Móvil | digits | mobile
    Correo electrónico | email
    Fecha de nacimiento | birth_date_fr | birth_date
    Fecha de alta | created_at
    Acepta publicidad | flag_en | consent_any
    Fecha de baja | some_day | opt_out_at`,
  ),
  set(
    'socios.csv',
    'customers',
    `
    id | customer_id
    nombre | full_name
    calle | street_name | street
    numero | house_number
    localidad | city
    codigo_postal | postcode
    celular | digits | mobile
    email | email
    sexo | sex`,
  ),
  set(
    'clienti.csv',
    'customers',
    `
    Codice cliente | customer_code | customer_id
    Cognome | last_name
    Nome | first_name
    Data di nascita | birth_date_fr | birth_date
    Codice fiscale | national_id
    Indirizzo | street
    CAP | postcode
    Città | city
    Prov. | region
    Telefono | phone
    Cellulare | mobile
    Indirizzo e-mail | email
    Consenso marketing | flag_en | consent_any
    Luogo di nascita | city | -`,
  ),
  set(
    'anagrafica.csv',
    'customers',
    `
    id_cliente | customer_id
    nominativo | full_name
    via | street_name | street
    civico | house_number
    comune | city
    cap | postcode
    cell. | mobile
    email | email
    nato il | birth_date_fr | birth_date`,
  ),
  set(
    'klanten.csv',
    'customers',
    `
    Klantnummer | customer_id
    Voornaam | first_name
    Tussenvoegsel | middle_name
    Achternaam | last_name
    Geslacht | sex
    Straat | street_name | street
    Huisnummer | house_number
    Toevoeging | unit
    Postcode | postcode_nl | postcode
    Woonplaats | city
    Telefoonnummer | phone
    Mobiel | mobile
    E-mailadres | email
    Geboortedatum | birth_date
    Nieuwsbrief | flag_en | consent_email
    Opmerkingen | text | -`,
  ),
  set(
    'relaties.csv',
    'customers',
    `
    relatienummer | customer_code | customer_id
    naam | full_name
    adres | street
    postcode | postcode_nl | postcode
    plaats | city
    tel | phone
    email | email
    niet bellen | flag_en | opt_out_call
    klant sinds | created_at`,
  ),
  set(
    'clientes_pt.csv',
    'customers',
    `
    Número do cliente | customer_id
    Nome | first_name
    Apelido | last_name
    Morada | street
    Código postal | postcode
    Localidade | city
    Telemóvel | digits | mobile
    Data de nascimento | birth_date_fr | birth_date`,
  ),
  set(
    'klienci.csv',
    'customers',
    `
    Numer klienta | customer_id
    Imię | first_name
    Nazwisko | last_name
    Ulica | street_name | street
    Nr domu | house_number
    Kod pocztowy | postcode
    Miejscowość | city
    Nr telefonu | digits | phone
    Adres e-mail | email
    Data urodzenia | birth_date
    Zgoda marketingowa | flag_en | consent_any`,
  ),
  set(
    'kunder.csv',
    'customers',
    `
    Kundnummer | customer_id
    Förnamn | first_name
    Efternamn | last_name
    Gatuadress | street
    Postnummer | postcode
    Postort | city
    Mobiltelefon | mobile
    E-post | email
    Födelsedatum | birth_date
    Nyhetsbrev | flag_en | consent_email`,
  ),
  set(
    'bestellungen.csv',
    'purchases',
    `
    Bestellnummer | order_id
    Kundennr. | customer_ref | customer_id
    Bestelldatum | occurred_at_de | occurred_at
    Artikel | product
    Menge | quantity
    Betrag (EUR) | amount_de | amount
    Gutscheincode | voucher`,
  ),
  set(
    'orders.csv',
    'purchases',
    `
    id | order_id
    customer_id | customer_ref | customer_id
    date | occurred_at
    total | amount
    currency | currency
    status | status | -`,
  ),
  set(
    'sales/transactions.csv',
    'purchases',
    `
    InvoiceNo | order_id
    StockCode | customer_code | product
    Description | product | -
    Quantity | quantity
    InvoiceDate | occurred_at
    UnitPrice | amount
    CustomerID | customer_ref | customer_id
    Country | country`,
  ),
  set(
    'commandes.csv',
    'purchases',
    `
    N° commande | order_id
    Code client | customer_ref | customer_id
    Date de commande | occurred_at
    Montant TTC | amount_de | amount
    Libellé | product`,
  ),
  set(
    'pedidos.csv',
    'purchases',
    `
    nº pedido | order_id
    cliente | customer_ref | customer_id
    fecha | occurred_at
    importe | amount_de | amount`,
  ),
  set(
    'ordini.csv',
    'purchases',
    `
    numero ordine | order_id
    codice cliente | customer_ref | customer_id
    data | occurred_at
    importo | amount_de | amount`,
  ),
  set(
    'bestelregels.csv',
    'purchases',
    `
    ordernummer | order_id
    klantnr | customer_ref | customer_id
    orderdatum | occurred_at
    bedrag | amount_de | amount
    artikelomschrijving | product`,
  ),
  set(
    'umsaetze.csv',
    'purchases',
    `
    KdNr | customer_ref | customer_id
    Datum | occurred_at_de | occurred_at
    Umsatz | amount_de | amount`,
  ),
  set(
    'messekontakte_2023.csv',
    'leads',
    `
    Vorname | first_name
    Nachname | last_name
    Firma | company
    E-Mail | email
    Telefon | phone
    Messe | event_name | collected_via
    Datum | created_at_de | created_at
    Newsletter gewünscht | flag | consent_email`,
  ),
  set(
    'webinar_attendees.csv',
    'leads',
    `
    Name | full_name
    Email | email
    Webinar | event_name | collected_via
    Registered | created_at`,
  ),
  set(
    'jeu_concours.csv',
    'leads',
    `
    nom | last_name
    prenom | first_name
    mail | email
    ville | city
    date | created_at`,
  ),
  set(
    'abmeldungen.csv',
    'suppressions',
    `
    E-Mail | email
    Abgemeldet am | occurred_at_de | opt_out_at
    Grund | topic | reason`,
  ),
  set(
    'customers_cleaned.csv',
    'customers',
    `
    id | customer_id
    name | full_name
    email | email
    Newsletter Abmeldedatum | some_day | opt_out_at
    newsletter_stop | flag | opt_out_email
    Keine E-Mail-Werbung | flag | opt_out_email
    opted_in_at | some_day | consent_at`,
  ),
  set(
    'kunden_werbewiderspruch.csv',
    'suppressions',
    `
    Kundennummer | customer_id
    Name | full_name
    E-Mail | email
    Telefon | phone
    Widerspruch am | occurred_at_de | opt_out_at`,
  ),
  set(
    'hard_bounces.csv',
    'suppressions',
    `
    recipient | email
    smtp code | status_code
    diagnostic | reason
    bounce date | occurred_at`,
  ),
  set(
    'robinsonliste.csv',
    'suppressions',
    `
    Name | last_name
    Vorname | first_name
    Strasse | street
    PLZ | postcode
    Ort | city`,
  ),
  set(
    'do_not_call.csv',
    'suppressions',
    `
    phone | phone_e164 | phone
    added | occurred_at | occurred_at`,
  ),
  set(
    'logins.csv',
    'activity',
    `
    user_id | customer_ref | customer_id
    event_type | activity_kind
    timestamp | occurred_at`,
  ),
  set(
    'vertraege.csv',
    'contracts',
    `
    Vertragsnummer | contract_id
    Kundennummer | customer_ref | customer_id
    Tarif | product
    Vertragsbeginn | occurred_at_de | start_at
    Vertragsende | end_at`,
  ),
  set(
    'mailing_history.csv',
    'contacts',
    `
    customer no | customer_ref | customer_id
    campaign | campaign
    channel | channel
    sent date | occurred_at`,
  ),
  set(
    'reklamationen.csv',
    'complaints',
    `
    Kd.Nr. | customer_ref | customer_id
    Eingang am | occurred_at_de | opened_at
    Erledigt am | end_at | closed_at
    Thema | topic`,
  ),
  set(
    'nps_survey.csv',
    'survey',
    `
    email | email
    nps score | score | answer
    date | occurred_at`,
  ),
  set(
    'voters.csv',
    'customers',
    `
    ncid | customer_code | customer_id
    last_name | last_name
    first_name | first_name
    midl_name | middle_name
    name_sufx_cd | empty | suffix
    sex_code | sex | sex
    age | quantity | -
    res_street_address | street
    res_city_desc | city
    state_cd | region
    zip_code | postcode
    full_phone_num | digits | phone
    birth_place | region | -`,
  ),
  set(
    'dump.csv',
    'customers',
    `
    CUST_NO | customer_id
    CUST_SURNM | last_name
    CUST_FRSTNM | first_name
    PERSON_BIRTH_DT | birth_date
    ADDR_LN1 | street
    POST_CD | postcode
    CITY_NM | city
    EMAIL_ADDR_TXT | email
    MOB_TEL_NO | mobile`,
  ),
  set(
    'k.csv',
    'customers',
    `
    kdnr | customer_id
    vn | first_name
    nn | last_name
    gebdat | birth_date_de | birth_date
    str | street_name | street
    hsnr | house_number
    plz | postcode
    ort | city
    tel_priv | phone
    mail1 | email
    mail2 | email | email_2`,
  ),
  set(
    'shop.csv',
    'customers',
    `
    customer_first_name | first_name
    customer_last_name | last_name
    customer_email | email
    billing_zip | postcode
    billing_city | city
    billing_street | street
    shipping_zip | postcode | -
    shipping_city | city | -
    shipping_street | street | -
    customer_phone | phone`,
  ),
  set(
    'nested.json',
    'customers',
    `
    person.id | customer_id
    person.name.first | first_name
    person.name.last | last_name
    person.contact.email | email
    person.address.street | street
    person.address.zip | postcode
    person.address.city | city
    person.birthDate | birth_date`,
  ),
  set(
    'datos.csv',
    'customers',
    `
    cod_cli | customer_id
    nom | full_name
    dom | street
    cod_postal | postcode
    pobl | city
    tlf1 | digits | phone
    tlf2 | digits | mobile
    fec_nac | birth_date_fr | birth_date
    e_mail | email`,
  ),
  set(
    'personnes.csv',
    'customers',
    `
    id_personne | customer_id
    nom_naissance | last_name | birth_name
    nom_usage | last_name
    prenom1 | first_name
    date_naiss | birth_date_fr | birth_date
    cod_post | postcode
    lib_commune | city
    num_tel_mobile | mobile
    adr_mail | email
    lib_voie | street_name | street
    num_voie | house_number`,
  ),
]
