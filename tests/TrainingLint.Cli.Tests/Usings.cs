global using System;
global using System.IO;
