// Made by Scripts/review/international_words.py from the translations of LibreOffice 7.4.7 (MPL-2.0).

/// Words in Latin letters that stand untranslated in texts of many languages: names of products, formats and keys.
enum InternationalWords {
  static let list = """
    Android Apple Chrome Chromium Edge Facebook Gecko GitHub Google Instagram Intel LinkedIn Opera Quora Reddit
    Debian Firefox LibreOffice Linux Mozilla Thunderbird Safari Samsung Sputnik Telegram TikTok Twitter Ubuntu Unix WebKit WhatsApp Wikipedia Windows YouTube
    A-Z ABC ABCD ACCRINT ACOS ACOTH ACR AMORLINC ANOVA ANSI API ARG ASC ASCII ASIN ATAN ATTRIBUTENAME
    ActiveX AltR American Argumentlist Asc AutoCAD AutoCorrect AutoText BAHTTEXT BAK BBB BC BCH BINDINGNAME
    BINOMDIST BMP BOM Basic-IDE BeanShell Bessel Bibus BigInt Bluetooth Boston CBool CGI CGM CHIDIST CHIINV
    CHISQDIST CHITEST CJK CLOB CMIS CMYK CN COMBIN COMBINA COTH COUNTA COUNTBLANK COUNTIF COUPPCD CRL CSV
    CTL CUMPRINC ChDir CoinMP CommandButton Config Cosmo CreateUnoListener CustomerID CustomerName
    CustomerNo CustomerNumber DATEDIF DATETIME DAVERAGE DAYSINMONTH DAYSINYEAR DBCS DCOUNT DCOUNTA DDB DDE
    DEC DEFINEDPRODUCT DEFINEDVERSION DESC DFT DGET DIF DL DLL DMAX DMIN DMY DOCINFO DOLLARDE DOLLARFR
    DPRODUCT DSTDEV DSTDEVP DSUM DTP DVAR DVARP DVD DXF DataB DataPilot DataX DataY DatePart DateSerial
    DateValue Dateserial Datevalue Debian DefBool DefCur DefDate DefErr DefSng DefStr Dia Dif DocumentUI
    EDATE EFFECTADD ELEMENTNAME EOF EPS EPSI EPUB ERF ERFC ERRORTYPE EUC-CN EUC-TW EUR EUROCONVERT Eqv Erl
    Esc ExpressionFalse ExpressionTrue FACTDOUBLE FINV FTEST FULLPRODUCTNAME FV Feb FileAttr FileCopy Fldr
    GAMMADIST GAMMAINV GB GBK GBT GCD GDI GEOMEAN GEQ GIF GPG GTK GetFunctionCount GetFunctionData
    GetLastError GetParameterDescription GoSub GoTo Gosub GroupWise Groupwise HARMEAN HH HKSCS HRESULT HSB
    HSQL HSQLDB HTML HTMLOFF HTMLON HTMLtable HTTP HTTPS HYPGEOMDIST Hunspell IDE IEEE IETF IMABS IMAP IMCOS
    IME IMEXP IMLN IMLOG IMSQRT INI INPUT INSTANCENAME INV INum IP IPA IPMT IRR ISBLANK ISERR ISERROR
    ISLEAPYEAR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISO ISPMT ISREF ISTEXT IVX Icedove ImageMap Inet InputBox
    Invisible JDBC JIS JPEG JPG JRE JavaBeans JavaScript JobDispatch KDE KOI LASTDRV LBound LCID LCM LDAP LE
    LEN LENB LEQ LF LINEST LOGINV LSet LTrim LZW LanguageTool Len Libname LibreLogo LibreOffice Linux Linuxx
    ListBox LoadDialog Loc MAXA MDY MINA MINVERSE MIRR MM-DD-YYYY MMULT MODELNAME MONEYTEXT MROUND MS-DOS
    MSG MSO MUL MULTINOMIAL MUNIT Mac-Pict Macaulay Macauley Mandriva MariaDB MathML MathType MediaWiki
    Microsoft Mozilla MsgBox MySQL NA NASD NEQ NETWORKDAYS NFS NNLNNLLLLL NORMDIST NORMINV NORMSDIST
    NORMSINV NPER NPV NPer NPerY NSS NT NUMBERTEXT NV NatNum NetBSD Netscape Nx ODBC ODDFPRICE ODF OK OLAP
    OLDNAME OSH OpenCL OpenDocument OpenGL OpenOffice OpenPGP Operating PBM PCX PDF PEARSON PERCENTRANK
    PERMUT PGM PHD PMT PNG PPMT PRODUCTNAME PRODUCTVERSION PSD PTRSTRING PV PageDown PageUp Pearson Perl
    Pierre Pmt PowerPoint PrefixListenerMethode ProductName PropName Properties ProtocolHandler QuickStarter
    RANDBETWEEN RAS RDB RDBMS REGISTERALLMSOTYPES REGISTERNOMSOTYPES REPLACE RGB RGBA RLE ROUNDDOWN RSQ RSet
    RTF RTL Rankc-th ReDim ResultSet Retry Ri RmDir Rnd RoK SALALTGRCOMPOSE SALENABLEFILELOCKING
    SALNODEADKEYS SBX SCO SDBC SDFIELD SDFIXED SDNUM SDVAL SGI SGML SHA SLN SMTP SQL SQRT SSL STDEV STDEVA
    STDEVP STDEVPA STEYX SUBMISSIONNAME SUMIF SUMPRODUCT SVG SVM SVX SYD SetAttr Skia SmartArt Solaris StDev
    StarCalc StarOffice StrLen Svx SynTP SynTPEnh TARGA TGA TIMEVALUE TLS TRIMMEAN TSA TSCP TTEST Table-name
    Thunderbird TimeSerial TimeValue Timeserial Timevalue ToDo Tools-XML UA UAE UCS UI UK UNICHAR UNICODE
    UNIX UNO URI URL URLs USA UTF Ubound Ubuntu Unix UntitledX Uvh VARP VBA VDB VLOOKUP Valuelist VarP
    VarType Vegas WEEKNUM WEEKSINYEAR WEIBULL WMF WWW WebDAV WebQuery Weibull WinWord X-Y XBM
    XContainerListener XF XFocusListener XForm XForms XIRR XListener XML XNPV XP XPM XPath XResultSetUpdate
    XRowUpdate XSLT XSLTs XStorable XY XkbdVariant Xprinter XtreeControl YMD YY YYYY Yn addContainerListener
    addFooListener dBASE dBase dW iPhone macOS nCount openSUSE pDesc pName rollApp sTemp sText vVarOut xN
    """
}
