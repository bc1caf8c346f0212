import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Certificate, Industry, Region, ServiceCategory } from './code-entry.entities.js';
import { CodeList } from './code-list.entity.js';
import { PlacePicksService } from './place-picks.service.js';
import { TaxonomyController } from './taxonomy.controller.js';
import { TaxonomyLoader } from './taxonomy.loader.js';
import { TaxonomyService } from './taxonomy.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([CodeList, Region, Industry, ServiceCategory, Certificate])],
  controllers: [TaxonomyController],
  providers: [TaxonomyLoader, TaxonomyService, PlacePicksService],
  exports: [TaxonomyService, PlacePicksService],
})
export class TaxonomyModule {}
