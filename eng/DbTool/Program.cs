Console.WriteLine("For dotnet-ef; see eng/README.md.");
