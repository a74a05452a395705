using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MusicWeb.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WireAndAddedModels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Basis",
                table: "OfferChanges",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WireChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Documented = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Actual = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SetById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WireChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WireChanges_CreatedAt_Id",
                table: "WireChanges",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WireChanges_Provider_Kind_Path_Documented_Number",
                table: "WireChanges",
                columns: new[] { "Provider", "Kind", "Path", "Documented", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WireChanges");

            migrationBuilder.DropColumn(
                name: "Basis",
                table: "OfferChanges");
        }
    }
}
